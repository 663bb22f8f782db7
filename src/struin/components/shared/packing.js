// Bytes as the letters of a link, and back: what lists and sessions pack their links with.
(() => {
  /** A short sum of a text, which tells whether it came over whole. */
  const sum = (text) => {
    let hash = 0x811c9dc5;
    for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
    return hash.toString(36);
  };

  /** Bytes as base64url. */
  const toText = (bytes) => {
    let letters = "";
    for (const byte of bytes) letters += String.fromCharCode(byte);
    return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  };

  /** And back, also of what was cut off anywhere; throws where there is anything else in it. */
  const toBytes = (text) => {
    const whole = text.length % 4 === 1 ? text.slice(0, -1) : text;
    return Uint8Array.from(atob(whole.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
  };

  /** Bytes made smaller; null in a browser that cannot. */
  const deflate = async (bytes) => {
    if (typeof CompressionStream !== "function") return null;
    const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate-raw"));
    return new Uint8Array(await new Response(packed).arrayBuffer());
  };

  const inflates = () => typeof DecompressionStream === "function";

  /**
   * As much as can be read of what may be cut off or damaged, up to about `most` bytes. It is fed in slices of so many
   * bytes: what stands in one slice with a fault is lost.
   */
  const inflate = async (bytes, { most, slice }) => {
    const stream = new DecompressionStream("deflate-raw");
    const writer = stream.writable.getWriter();
    const reader = stream.readable.getReader();
    const feed = async () => {
      for (let at = 0; at < bytes.length; at += slice) await writer.write(bytes.subarray(at, at + slice));
      await writer.close();
    };
    const fed = feed().catch(() => {});
    const found = [];
    let length = 0;
    try {
      for (let part = await reader.read(); !part.done && length < most; part = await reader.read()) {
        found.push(part.value);
        length += part.value.length;
      }
    } catch {
      // What came before the fault is what there is.
    }
    reader.cancel().catch(() => {});
    await fed;
    return new Uint8Array(await new Blob(found).arrayBuffer());
  };

  Struin.packing = { sum, toText, toBytes, deflate, inflates, inflate };
})();
