// A quote takes no time to read unless somebody says so: for the preview in the form editor.
export default ({ item, minuteFacts }) => ({ facts: minuteFacts(item.minutes) });
