// The editors' libraries make <style> elements of their own (CodeMirror's themes). The content policy
// of an editor's page takes only those that carry the nonce of the answer: here every one gets it.
// Imported before anything else.
const nonce = document.querySelector("script[nonce]")?.nonce;
const createElement = Document.prototype.createElement;

Document.prototype.createElement = function (name, options) {
  const element = createElement.call(this, name, options);
  if (nonce && String(name).toLowerCase() === "style") element.nonce = nonce;
  return element;
};
