"""For a script in a page: documents as its editor has them, without the editor, of people who have not heard of each other yet."""

from tests.browser.room import WRITTEN

DOCUMENTS = (
    WRITTEN
    + """
  const { Y } = await written('../../vendor/editor');
  const [{ applied }, { movesOf }] = [await written('rescue'), await written('copies')];
  const page = (client, ...updates) => {
    const doc = new Y.Doc({ gc: false });
    doc.clientID = client;
    updates.forEach((update) => Y.applyUpdate(doc, update));
    return doc;
  };
  const paragraph = (words) => {
    const made = new Y.XmlElement('paragraph');
    made.insert(0, [new Y.XmlText(words)]);
    return made;
  };
  const quote = (words) => {
    const made = new Y.XmlElement('blockquote');
    made.insert(0, [paragraph(words)]);
    return made;
  };
  const wrote = (doc, change) => {
    const updates = [];
    doc.once('update', (update) => updates.push(update));
    doc.transact(() => change(doc.getXmlFragment('text')));
    return updates[0];
  };
  const says = (doc) => doc.getXmlFragment('text').toString();
  const end = 'We fish.'.length;
  const stored = new Map([[7, ' and'.length]]);"""
)
"""`page` makes a document of a client, `wrote` gives the update that a change of one is, `says` what one says."""
