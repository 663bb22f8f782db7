// In the place of Immutable.js, which the form editor hands its values to a preview with: ours only reads them.

class Fixed {
  #value;

  constructor(value) {
    this.#value = value;
  }

  get(key, other) {
    return Object.hasOwn(this.#value, key) ? fromJS(this.#value[key]) : other;
  }

  getIn(path, other) {
    const [first, ...rest] = path;
    const found = this.get(first);
    if (!rest.length) return found ?? other;
    return found instanceof Fixed ? found.getIn(rest, other) : other;
  }

  toJS() {
    return this.#value;
  }
}

/** A list or an object as something that is only read; any other value as it is. */
export const fromJS = (value) =>
  Array.isArray(value) || (value && Object.getPrototypeOf(value) === Object.prototype) ? new Fixed(value) : value;

export const Map = (value = {}) => new Fixed(value);
