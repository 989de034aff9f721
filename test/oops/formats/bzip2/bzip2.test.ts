import { describe, expect, it } from 'vitest';
import { decompressBzip2, isBzip2 } from '../../../../src/oops/formats/bzip2/bzip2.js';
import { ReportError } from '../../../../src/oops/formats/report-error.js';

/** `bzip2 -1` of 600 runs of letters, 0 to 299 long. */
const RUNS = Buffer.from(
  'QlpoMTFBWSZTWWir0A4AAO9////////////////////////////////////////////4UAS4GD1U4ADg3hkqqPKAAMn7SUeoAN6UAHpADbSgAAAAD/aVQAAAaAAAAAAAD2kgZlAAN+qQG9qoAAAAf/6qqANNN/+qqgyVUAAAH5UNAAPKBo9QAA0D0gDQPUepoHqfqgHqHqND1NBo0aAaaAaeoaA9QD0mgeoGmjIaAeoB6jIZAeoBoyADkoBoNqe/aqm9/qqqf/+qqUaNAyGQaBpgjE0aGmjCZMQYmQZB6JmmptTI0wTTEaYhiaaDQxDJpgIGjCNAGmRiZDEyMmmRiGmmggAAAAAAAAADQAAAAAAAAAGgAAAAAAAAAAAAAAAAAAAAACNKqGgAaP9Um3qoAGmh6QGjIAAA0MhkYhoB+VBgIAAAAAYmQDQDTTT9UaMmE00A9RpkYTTDUDT1DTTQ9Q0000VHbUt87W73qmu/dXu+93S01Peu9p++lTSv0qeVQRfoIqIIYIYIYghghghghghkSZEmU0mU0lghghghghgiGCGCGCGCGCTIkyCGCGCGCGCGIIYIYIRGZqjRFDR0dTjjJCIiIiIgiIiIiIiMzMoiIiIiIiCIiIiIiI0c+dOnTv+5Kg5ygsFB1Vuu15pKTwMRkPSzkf2Xvt+6+yXG8qEABeleQEryAApY0t6QKYHEtW7+/xGtjOC7kXko+mbddoJmoAAMMlwSAQE10EQCAEUxikEmFaNc5o2LGKcb6Oj5Pwef4TWAZ4ylklVCAMEgJrgIYIAQqzRomQbQsRrIODcbyN5cl2nsv8vxj2sIqoQAMIgJXEh+QEibK5RIRG8Nptc4bNt7xHch1+9K+v6fnPQ2kUJJZICVxIfkBIWVWRZFonYxjmHh43lSHVeeOW90x+omK2CgADuZALwCbzIAlUqmqavH5kT1oODj5NhLTbFlRfmm5UPzVwAGDQEriQwQEhoq0RojfhcV3z3LmS6zzwysu++c1/HUc6UJJZICF4BXcyAJRKhqH14+S77CNjZaYnGNB8aNnS063dWXAAPJkAvADBASFlVkWSRk+w877t29lJb1PvjMTP7dPHX+UJJZICVxIYIACVSqapzE3OMfXHR1AyoaL7M6Slp1pdavtZAAzeDIC3gFdjIAlGhQ1D9vvZfKh7LD6Uf3Z/qk/lN/lpdZK4ANRgiJ3MgLcATeZAii5oiiP1X7qnD/lf2sosqsssdVjq+ImIAG5QCbwA3cAA3EolEo/xZRU4f+rKr/llk1n2DVgzEk7jAJvARfRoMAkV5RKJNNU4TTTTTVWDVWBBF4CLMaJAJE08TxO01ThNNNNNVWqqwBPnQCbAIv4vYBIryiUSaapwmmmmmqrVVYE3UEE2ARZi9gEivKJRJpqnINNNNNVYFV1MASLBIsxdwADl9eUSiTTWRx7TTTTVvAtzAgiwSL6LuAAZ688TxtDTXp49pppprJ4GTmBBFgkWY1OAAZ688TwmmsjkGmmmmrdq3MCCLBIv4xcAAyryiUJpqnCaaaadvAtqYEEWCRfxi4ABor0RRCaayWG00006rVWe1gCYgE4okWYvYABouaIohNNU5Jpppp1WqrqYE4mCCdKJF9GqQADK5lEoTTppTTTTTqtVXWImAJGKAOMi7gEG4nieJ4TTppTTTTTrVWqpgQRjNAvMxuM80v0MT4fo9v4vS9zjen3/lduvFit1ashzQIiIiIiIjMzKIiIiIiIgiIiIiIiMzMoiIiIiIiCIiIiIiIzMyiIiIiIiIIiIiIiIjMzKIiIiIiIgiIiIiI0U6dxc6dQz6nP4qfxM+sCrirBrFgBmgiQRIIkBAQEBAQEBISDNJEkiSRf4u5IpwoSDRV6AcA',
  'base64',
);
/** `bzip2 -1` of 25,000 times `0123456789`: three blocks. */
const BLOCKS = Buffer.from(
  'QlpoMTFBWSZTWUqP/6UAE4cIAH/gIABwQAwClUMJnFQVHlUFR6qCo+VBUYVBUZVBUaVBUbVBUfqgqOKgqOmKCskymshsH97gAThwQAP/AQADggBgFKoYTOKgqPFQVHtUFR8qCowqCoyqCo0qCo2qCo/VBUcVBUdMUFZJlNZfmT3JgATiwgAf+AgAGoKVCaGBSqGCblIVGKQqMZpCo0UKjBQqMlCo0UKjZQqPyhUcKFR0XckU4UJBPXP4LA==',
  'base64',
);
const LIMITS = { unpackedBytes: 1_000_000 };

const unpack = (bytes: Uint8Array): string => Buffer.from(decompressBzip2(bytes, LIMITS)).toString();

/** Some bits stand for nothing: the lengths of codes that are not used. */
function unpackOrRefuse(bytes: Uint8Array): string | null {
  try {
    return unpack(bytes);
  } catch (error) {
    expect(error).toBeInstanceOf(ReportError);
    return null;
  }
}

describe('decompressBzip2', () => {
  it('unpacks runs of every length', () => {
    const runs = Array.from({ length: 600 }, (_, run) =>
      String.fromCharCode(97 + (run % 26)).repeat(run % 300),
    );
    expect(unpack(RUNS)).toBe(runs.join(''));
  });

  it('unpacks several blocks, and several streams of different levels', () => {
    const text = '0123456789'.repeat(25_000);
    expect(unpack(BLOCKS)).toBe(text);
    expect(unpack(Buffer.concat([BLOCKS, RUNS, BLOCKS]))).toBe(text + unpack(RUNS) + text);
  });

  it('gives no other text, whichever bit has changed', () => {
    let refused = 0;
    for (let at = 4; at < RUNS.length - 1; at++) {
      const changed = Buffer.from(RUNS);
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
      const text = unpackOrRefuse(changed);
      if (text === null) refused++;
      else expect(text).toBe(unpack(RUNS));
    }
    expect(refused).toBeGreaterThan(RUNS.length * 0.9);
  });

  it('refuses a stream that was cut off anywhere', () => {
    for (let length = 4; length < BLOCKS.length; length++) {
      expect(() => decompressBzip2(BLOCKS.subarray(0, length), LIMITS)).toThrow(
        new ReportError('is damaged bzip2: it ends too early'),
      );
    }
  });

  it('reads the bytes of a larger buffer from where they begin', () => {
    const larger = Buffer.concat([Buffer.from('BZh9'), BLOCKS, Buffer.from('BZh9')]);
    expect(unpack(larger.subarray(4, -4))).toHaveLength(250_000);
  });
});

describe('isBzip2', () => {
  it.each([
    ['BZh9', 0, true],
    ['xBZh9', 1, true],
    ['xBZh9', 0, false],
    ['BZ', 0, false],
    ['', 0, false],
  ])('looks at %j from %d on', (text, at, expected) => {
    expect(isBzip2(Buffer.from(text), at)).toBe(expected);
  });
});
