/** What people write, by the stars they give. */
export const REVIEWS: Readonly<Record<number, { titles: readonly string[]; sentences: readonly string[] }>> = {
  1: {
    titles: ["Sent it back", "Not what I ordered", "Broke in a week", "A disappointment", "Save your money"],
    sentences: [
      "The {noun} arrived with a crack, and so did the one they sent instead.",
      "After a week of careful use the {noun} was done for.",
      "The pictures show something else than what was in the box.",
      "I expected more at this price, and so did my family.",
      "It smelled so strongly that it spent its nights on the balcony.",
    ],
  },
  2: {
    titles: [
      "Could be better",
      "Nice idea, poorly made",
      "Smaller than I thought",
      "Not for me",
      "Two stars for the looks",
    ],
    sentences: [
      "It looks good, but the {noun} does not do what a {noun} is for.",
      "One corner was not finished properly, and one sees it every day.",
      "It does its work, with a noise that nobody mentions.",
      "I would not buy it again, though I will go on using it.",
      "The instructions must have been written for another model.",
    ],
  },
  3: {
    titles: [
      "It is all right",
      "Fair for the price",
      "Good and bad sides",
      "Does what it must",
      "Neither here nor there",
    ],
    sentences: [
      "A decent {noun}, no more and no less.",
      "It took some time to get used to, and now it is fine.",
      "The colour is a shade darker than on the page.",
      "It works well; the packaging was another matter.",
      "For the price there is little to complain about.",
    ],
  },
  4: {
    titles: ["Very good", "Happy with it", "Well made", "Nearly perfect", "A good choice", "Does it well"],
    sentences: [
      "The {noun} is well made and feels like it.",
      "It came two days early and was put together before the tea was ready.",
      "A small thing could be better, but I have already forgotten which.",
      "Everybody who visits asks where the {noun} is from.",
      "It has been in use daily for two months and looks like new.",
    ],
  },
  5: {
    titles: [
      "Simply good",
      "Bought a second one",
      "Better than I hoped",
      "I would buy it again",
      "A joy every day",
      "Perfect",
    ],
    sentences: [
      "I have looked for a {noun} like this for years.",
      "You see at once that somebody thought about this {noun}.",
      "We liked it so much that my sister now has one, too.",
      "It does exactly what it should, and looks good doing nothing.",
      "Carefully packed, quickly sent, and lovely to use.",
      "My third thing from this maker, and again there is nothing to complain about.",
    ],
  },
};
