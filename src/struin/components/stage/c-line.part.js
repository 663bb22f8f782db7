// What ties two windows of one browser together: a channel of messages, and the storage where there is no channel. A
// message always holds everything, so one that was missed costs nothing. Every session has a line of its own.
(() => {
  /**
   * `told` gets {type, part, by, run, plan}: "ask" wants to hear everything, "run" is everything, "here" and "gone" say
   * whether a window is open. `stored` is called when another window has kept something of this session.
   */
  class Line {
    constructor(id, part, { told, stored }) {
      this.by = crypto.getRandomValues(new Uint32Array(2)).join("");
      this.part = part;
      this.names = [`:stage:${id}`, `:plan:${id}`];
      this.stored = stored;
      this.channel =
        typeof BroadcastChannel === "function" ? new BroadcastChannel(`struin:${Struin.bundle}:stage:${id}`) : null;
      if (this.channel) this.channel.onmessage = ({ data }) => data && typeof data === "object" && told(data);
      addEventListener("storage", this);
    }

    handleEvent({ key }) {
      if (key === null || this.names.some((name) => key.endsWith(name))) this.stored();
    }

    send(type, more = {}) {
      this.channel?.postMessage({ type, part: this.part, by: this.by, ...more });
    }

    close() {
      this.send("gone");
      this.channel?.close();
      removeEventListener("storage", this);
    }
  }

  Struin.stage.Line = Line;
})();
