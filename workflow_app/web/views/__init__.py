"""The pages, one blueprint a topic."""

from workflow_app.web.views import (
    additions,
    case,
    diagram,
    health,
    home,
    inbox,
    login,
    message,
    plan,
    prints,
    report,
    revision,
    routine,
    start,
    task,
)

PAGES = (
    login.pages,
    home.pages,
    inbox.pages,
    start.pages,
    case.pages,
    task.pages,
    message.pages,
    plan.pages,
    additions.pages,
    prints.pages,
    report.pages,
    diagram.pages,
    routine.pages,
    revision.pages,
    health.pages,
)
