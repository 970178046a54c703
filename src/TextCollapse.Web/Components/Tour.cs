using TextCollapse.Chains;
using TextCollapse.Web.Lessons;

namespace TextCollapse.Web.Components;

/// <summary>The guided tour: ten minutes, one idea a stop, each with a question to the class.</summary>
public static class Tour
{
    /// <summary>The stops in order.</summary>
    public static IReadOnlyList<TourStop> Stops { get; } =
    [
        new("A model that learns letters",
            "This model reads real text and counts which character follows which. Then it writes as much text as it has read, character by character, each drawn by chance from what it expects.",
            "Read what generation 0 wrote. It has never seen a dictionary: why do most of its words exist all the same?",
            "The last few characters say a lot about the next one. Within a word that is nearly enough; between words it is not, so that words are right and sentences are not.")
        { Do = "Train generation 0", Until = 0 },
        new("It writes its own schoolbook",
            "Now the next model learns, not from the real text, but from what the last one wrote. In the arm “replace” it reads nothing else; in “accumulate” everything so far, the real text too; in the others a part of what it reads is real.",
            "One generation on: which arm can you tell from the others by its text?",
            "Hardly any, yet. One round of copying loses little. Look again in a few generations.")
        { Do = "Make generation 1", Until = 1 },
        new("The rare goes first",
            "What a generation does not write, the next one cannot read. A word that stood in the real text twice may be missing by mere chance, and in the arm “replace” nothing brings it back.",
            "Before you go on: which of the words on the list will be gone at generation 4? Write down three. How many were right?",
            "The chance to be missed falls with how often a word stands there: common words live long, rare ones die in a generation or two. The tail of the distribution is lost first.")
        { Do = "Go on to generation 4", Until = 4, Metric = Words.VanishingWords.Alive.Id },
        new("Forgetting has a curve",
            "The curve shows how badly each generation foresees real text that no model has read, in bits per character. One bit more means being twice as surprised at each character.",
            "Which arm rises fastest? Does any arm not rise at all?",
            "“Replace” rises fastest, and it does not stop. The others rise and level off: what is forgotten is taught again by the real text that they still read.")
        { Do = "Go on to generation 8", Until = 8, Metric = GenerationMeter.BpcReal.Id },
        new("Sure of itself",
            "The same question about its own text: how surprised is a generation at what it writes itself?",
            "In “replace”, one curve goes up and the other down. What would you believe if you saw only the second?",
            "That the model gets better and better. It agrees with itself more and more while it knows less and less of the world: measuring on one's own output hides the loss.")
        { Do = "Show that curve", Metric = GenerationMeter.BpcOwn.Id },
        new("Keeping the past",
            "“Accumulate” throws nothing away: it reads the real text and everything written since. The share of real text in it gets smaller with every generation.",
            "At generation 9 only a tenth of what it reads is real. Why does it not end like “replace”?",
            "The real text is still there, every time. It is outnumbered, not forgotten, and the words that only it has keep being read.")
        { Do = "Go on to generation 10", Until = 10, Metric = GenerationMeter.BpcReal.Id },
        new("How much real text is enough?",
            "Two arms with very little and with more real text, side by side. Move the sliders to your own guess before you begin.",
            "Where would you put the line, if real text were expensive? What does the seed change?",
            "Even a few per cent hold much. Where the line is depends on the text, on the model and on how long it goes on; another seed shows how much of it is chance.")
        { Do = "Begin with 2 % and 20 %", Until = 8, Metric = GenerationMeter.BpcReal.Id,
            Change = lesson => lesson with { Arms = [new("replace"), new("fixed-real", 2), new("fixed-real", 20)] } },
        new("Real or generated?",
            "The class votes on its phones: was this written by a person or by a model? Ask about several generations.",
            "At which generation does everybody see it? What gave it away?",
            "Early generations are given away by nonsense, late ones by sameness. The interval shows how little ten votes say."),
        new("Stepping in",
            "Somebody has to look at what is read next. Reject what is bad, put real text in its place, go back to a generation that was still good, or branch off and do it differently. Each decision is written down with a name and a reason.",
            "What would you look at if there were a million documents and not sixty?",
            "Not at every one: at samples, at measurements with alarms, at where a text comes from. And keep the real text: nothing else brings it back."),
    ];
}

/// <summary>A stop of the tour.</summary>
/// <param name="Title">What it is about.</param>
/// <param name="Text">What there is to see.</param>
/// <param name="Question">What to ask the class.</param>
/// <param name="Answer">What to say then.</param>
public sealed record TourStop(string Title, string Text, string Question, string Answer)
{
    /// <summary>What its button says; null where there is nothing to do.</summary>
    public string? Do { get; init; }

    /// <summary>Up to which generation the button trains; null for none.</summary>
    public int? Until { get; init; }

    /// <summary>The measurement that it shows; null to leave it.</summary>
    public string? Metric { get; init; }

    /// <summary>What it changes of the lesson; null to go on with the one under way.</summary>
    public Func<LessonSettings, LessonSettings>? Change { get; init; }
}
