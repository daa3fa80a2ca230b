/**
 * Who met whom outside a karate club: 34 people, 78 pairs. Facts observed by W. W. Zachary, 1977, "An information flow model for conflict and
 * fission in small groups". Each row lists the later-numbered people that one person met, from person 1 on.
 */
const MEETINGS = [
  '2 3 4 5 6 7 8 9 11 12 13 14 18 20 22 32',
  '3 4 8 14 18 20 22 31',
  '4 8 9 10 14 28 29 33',
  '8 13 14',
  '7 11',
  '7 11 17',
  '17',
  '',
  '31 33 34',
  '34',
  '',
  '',
  '',
  '34',
  '33 34',
  '33 34',
  '',
  '',
  '33 34',
  '34',
  '33 34',
  '',
  '33 34',
  '26 28 30 33 34',
  '26 28 32',
  '32',
  '30 34',
  '34',
  '32 34',
  '33 34',
  '33 34',
  '33 34',
  '34',
];

/** The club's edges, people numbered from 0. */
export const karateClub: readonly (readonly [number, number])[] = MEETINGS.flatMap((row, person) =>
  row
    .split(' ')
    .filter((other) => other !== '')
    .map((other) => [person, Number(other) - 1] as const),
);
