"""Every function that expressions may call, and those that are refused (DMN 1.5, 10.3.4)."""

from collections.abc import Mapping
from types import MappingProxyType

from prosesser.feel.builtins.contexts import CONTEXTS
from prosesser.feel.builtins.lists import LISTS
from prosesser.feel.builtins.numeric import NUMERIC
from prosesser.feel.builtins.ranges import RANGES
from prosesser.feel.builtins.registry import Builtin
from prosesser.feel.builtins.statistics import STATISTICS
from prosesser.feel.builtins.strings import STRINGS
from prosesser.feel.builtins.temporal import EXTENSIONS, TEMPORAL

BUILTINS: Mapping[str, Builtin] = MappingProxyType(
    {
        function.name: function
        for table in (NUMERIC, STRINGS, LISTS, STATISTICS, TEMPORAL, RANGES, CONTEXTS, EXTENSIONS)
        for function in table
    }
)

_ANOTHER_DIALECT = "Funksjonen finnes ikke i standarden (DMN 1.5), bare i enkelte produkter."

# Every function of the standard is supported. These are the ones of other products that people are used to.
REFUSED_FUNCTIONS: Mapping[str, str] = MappingProxyType(
    {
        "assert": f"{_ANOTHER_DIALECT} Bruk «if ... then ... else».",
        "context from json": f"{_ANOTHER_DIALECT} Skriv konteksten i uttrykket.",
        "duplicate values": f"{_ANOTHER_DIALECT} Bruk «distinct values» og «count».",
        "extract": f"{_ANOTHER_DIALECT} Bruk «matches», «replace» eller «split».",
        "from json": f"{_ANOTHER_DIALECT} Skriv konteksten i uttrykket.",
        "fromAi": f"{_ANOTHER_DIALECT} Et uttrykk kan ikke spørre en språkmodell.",
        "get or else": f"{_ANOTHER_DIALECT} Skriv «if x != null then x else y».",
        "is blank": f'{_ANOTHER_DIALECT} Skriv «x = null or x = ""».',
        "is defined": f"{_ANOTHER_DIALECT} Skriv «x != null».",
        "is empty": f"{_ANOTHER_DIALECT} Skriv «count(x) = 0».",
        "last day of month": f"{_ANOTHER_DIALECT} Bruk datoregning med «duration».",
        "partition": f"{_ANOTHER_DIALECT} Bruk «sublist».",
        "random number": "Et uttrykk skal gi samme svar hver gang, så tilfeldige tall kan ikke brukes.",
        "to base64": _ANOTHER_DIALECT,
        "to json": f"{_ANOTHER_DIALECT} Bruk «string».",
        "trim": f"{_ANOTHER_DIALECT} Bruk «replace».",
        "uuid": "Et uttrykk skal gi samme svar hver gang, så tilfeldige verdier kan ikke brukes.",
    }
)

FUNCTION_NAMES = frozenset((*BUILTINS, *REFUSED_FUNCTIONS))
