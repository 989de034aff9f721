import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countRequests, measureRequests, type RequestSighting } from '../../src/analysis/requests.js';

type Marks = Partial<Omit<RequestSighting, 'time'>>;

/** OOPSes of one reporter at some times, without a URL where none is given. */
const at = (times: readonly number[], marks: Marks = {}): RequestSighting[] =>
  times.map((time) => ({ time, reporter: 'A', urlMark: null, userMark: null, topicMark: null, ...marks }));

const page = { urlMark: 1, userMark: 2 };

describe('countRequests', () => {
  it.each([
    ['no OOPSes', [], page, 0],
    ['one', [0], page, 1],
    ['tries 5 s apart', [0, 5000], page, 1],
    ['a moment more', [0, 5001], page, 2],
    // The third lies 5 s after the one before, and 10 s after the first.
    ['what goes on for 10 s', [0, 5000, 9999], page, 1],
    ['what goes on longer: the next begins', [0, 5000, 10_000], page, 2],
    [
      'a loop of a minute, every second: six',
      Array.from({ length: 60 }, (_, second) => second * 1000),
      page,
      6,
    ],
    ['what goes on for 9 s, from any moment on', [3000, 7000, 12_000], page, 1],
    ['of no user', [0, 5000], { urlMark: 1 }, 1],
    ['with marks too large for one number', [0, 5000], { urlMark: 2 ** 40, userMark: 2 ** 40 + 1 }, 1],
    ['without a URL, 1 s apart', [0, 1000], { topicMark: 3 }, 1],
    ['without a URL, a moment more', [0, 1001], { topicMark: 3 }, 2],
    ['without a URL and a topic', [0, 1000], {}, 1],
    ['without a URL, for 10 s', Array.from({ length: 12 }, (_, index) => index * 900), { topicMark: 3 }, 1],
    ['without a URL, longer', Array.from({ length: 13 }, (_, index) => index * 900), { topicMark: 3 }, 2],
  ])('of %s', (_, times, marks, requests) => {
    expect(countRequests(at(times, marks))).toBe(requests);
  });

  it.each([
    ['reporter', page, { ...page, reporter: 'B' }, 2],
    ['URL', page, { ...page, urlMark: 9 }, 2],
    ['user', page, { ...page, userMark: 9 }, 2],
    ['topic, with a URL', page, { ...page, topicMark: 9 }, 1],
    ['topic, without a URL', { topicMark: 3 }, { topicMark: 4 }, 2],
    ['reporter, without a URL', { topicMark: 3 }, { topicMark: 3, reporter: 'B' }, 2],
    ['user, without a URL', { topicMark: 3 }, { topicMark: 3, userMark: 9 }, 1],
    ['URL that the other has not', page, { userMark: 2, topicMark: 1 }, 2],
  ])('tells two apart by their %s', (_, one, other, requests) => {
    expect(countRequests([...at([0], one), ...at([1], other)])).toBe(requests);
  });

  it('follows each request by itself where several go on at once', () => {
    const other = { ...page, userMark: 9 };
    const mixed = [...at([0, 4000, 8000], page), ...at([1, 4001, 8001], other)].sort(
      (a, b) => a.time - b.time,
    );
    expect(countRequests(mixed)).toBe(2);
  });

  it('forms them among those that are given', () => {
    // The middle one holds the two together, and is not among those that count.
    expect(countRequests(at([0, 4000, 8000], page))).toBe(1);
    expect(countRequests(at([0, 8000], page))).toBe(2);
  });

  it.each([
    ['no OOPSes', [], 0],
    ['the one that wrote the most', [0, 20_000, 21_000, 22_000, 40_000, 41_000], 3],
    ['a loop, as far as its requests go', Array.from({ length: 60 }, (_, second) => second * 1000), 10],
  ])('says how many OOPSes one wrote at most: of %s', (_, times, mostOfOne) => {
    expect(measureRequests(at(times, page)).mostOfOne).toBe(mostOfOne);
  });

  it('counts what is counted with every request kept in mind, however many come between', () => {
    const mark = fc.constantFrom(null, 1, 2);
    const written = fc.record({
      gap: fc.constantFrom(0, 400, 1000, 1001, 3000, 5000, 5001, 12_000),
      ...{ reporter: fc.constantFrom('A', 'B'), urlMark: mark, userMark: mark, topicMark: mark },
    });
    fc.assert(
      fc.property(fc.array(written, { maxLength: 60, size: 'max' }), (all) => {
        let time = 0;
        const sightings = all.map(({ gap, ...marks }) => {
          time += gap;
          return { time, ...marks };
        });
        expect(measureRequests(sightings)).toEqual(measurePlainly(sightings));
      }),
    );
  });
});

/** The same, as the rule says it. */
function measurePlainly(sightings: readonly RequestSighting[]) {
  const requests: RequestSighting[][] = [];
  for (const sighting of sightings) {
    const key = ({ reporter, urlMark, userMark, topicMark }: RequestSighting) =>
      JSON.stringify(urlMark === null ? [reporter, null, topicMark] : [reporter, urlMark, userMark]);
    const request = requests.findLast(([first]) => first && key(first) === key(sighting));
    const { time: last = 0 } = request?.at(-1) ?? {};
    const { time: first = 0 } = request?.[0] ?? {};
    const goesOn = sighting.time - last <= (sighting.urlMark === null ? 1000 : 5000);
    if (request && goesOn && sighting.time - first < 10_000) request.push(sighting);
    else requests.push([sighting]);
  }
  return { requests: requests.length, mostOfOne: Math.max(0, ...requests.map(({ length }) => length)) };
}

it('tells users and URLs apart, whatever numbers mark them', () => {
  const marks = [0, 1, 2, 2 ** 26, 2 ** 26 + 1, 2 ** 40, null];
  const all = marks.flatMap((urlMark) =>
    marks.flatMap((userMark) => at([0], { urlMark, userMark, topicMark: userMark })),
  );
  expect(countRequests(all)).toBe(marks.length ** 2);
});
