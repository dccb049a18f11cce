// Does a small sum while a person reads, as the price of sending when many send; without this file, waiting pays.

const SLICE = 12; // milliseconds of work, then the page may do its own
const PATIENCE = 20000; // milliseconds that sending waits for the sum; then it goes unpaid

const field = document.querySelector("[data-challenge]");
const told = document.querySelector("[data-price]");

// SHA-256 (FIPS 180-4) of one block. The Web Crypto of browsers answers later, once for each of
// thousands of tries, and not at all on an onion address.
const root = (number, degree) => (number ** (1 / degree) * 2 ** 32) | 0;
const primes = [];
for (let n = 2; primes.length < 64; n++) if (primes.every((prime) => n % prime)) primes.push(n);
const start = primes.slice(0, 8).map((prime) => root(prime, 2));
const steps = primes.map((prime) => root(prime, 3));
const w = new Int32Array(64);
const turn = (x, by) => (x >>> by) | (x << (32 - by));

// The first 32 bits of the digest of up to 55 ASCII letters.
function digest(text) {
  w.fill(0);
  for (let i = 0; i < text.length; i++) w[i >> 2] |= text.charCodeAt(i) << (24 - 8 * (i % 4));
  w[text.length >> 2] |= 128 << (24 - 8 * (text.length % 4));
  w[15] = text.length * 8;
  let [a, b, c, d, e, f, g, h] = start;
  for (let i = 0; i < 64; i++) {
    if (i > 15) {
      const x = w[i - 15];
      const y = w[i - 2];
      w[i] =
        w[i - 16] +
        (turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)) +
        w[i - 7] +
        (turn(y, 17) ^ turn(y, 19) ^ (y >>> 10));
    }
    const one = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + steps[i] + w[i];
    const two = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  return (a + start[0]) >>> 0;
}

let number = 0;
let waiting; // the button that was pressed before the sum was done

function send() {
  const button = waiting;
  waiting = undefined;
  field.form.dataset.leaving = "";
  if (button) field.form.requestSubmit(button);
}

function work() {
  const { challenge, bits } = field.dataset;
  for (const end = performance.now() + SLICE; performance.now() < end; ) {
    for (let i = 0; i < 200; i++, number++) {
      if (digest(challenge + number) >>> (32 - bits)) continue;
      field.value = number;
      told?.querySelector("[data-unpaid]").setAttribute("hidden", "");
      told?.querySelector("[data-paid]").removeAttribute("hidden");
      return send();
    }
  }
  setTimeout(work);
}

if (field) {
  field.form.addEventListener("submit", (event) => {
    // Only where an unpaid request would be answered later.
    if (!told || field.value || "leaving" in field.form.dataset) return;
    if (event.submitter?.value !== "send") return;
    event.preventDefault();
    waiting ??= (setTimeout(send, PATIENCE), event.submitter);
  });
  work();
}
