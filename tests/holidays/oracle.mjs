// SPDX-License-Identifier: Apache-2.0
// Colombia's days of rest as the npm package date-holidays computes them: somebody else's rules and somebody else's Easter.
// Prints src/calendar/holidays_oracle.csv: one line a year, its dates (MM-DD). node oracle.mjs FROM TO
import Holidays from 'date-holidays'

const [from, to] = process.argv.slice(2).map(Number)
const colombia = new Holidays('CO')

// The package calls Easter Sunday public; the law does not name it, being a Sunday already.
const rests = holiday => holiday.type === 'public' && holiday.rule !== 'easter'

console.log('year,dates')
for (let year = from; year <= to; year++) {
  const dates = colombia.getHolidays(year).filter(rests).map(holiday => holiday.date.slice(5, 10))
  console.log(`${year},${[...new Set(dates)].sort().join(' ')}`)
}
