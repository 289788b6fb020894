/** What a hidden page does not draw is not waited for. */
const LONGEST = 100

/** Once what was just changed stands on the screen. */
export const drawn = () =>
  new Promise<void>(resolve => {
    requestAnimationFrame(() => setTimeout(resolve))
    setTimeout(resolve, LONGEST)
  })
