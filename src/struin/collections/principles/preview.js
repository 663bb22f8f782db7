// A principle belongs to itself: for the preview in the form editor.
export default ({ name }) => ({ principles: [name] });
