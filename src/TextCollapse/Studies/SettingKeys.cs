using TextCollapse.Mixing;
using static TextCollapse.Studies.SettingType;

namespace TextCollapse.Studies;

/// <summary>Every knob of a study in one block, with its default.</summary>
public static class SettingKeys
{
    private static readonly string[] Neural = ["gru", "transformer"];

    /// <summary>All keys, in the order of a study file.</summary>
    public static IReadOnlyList<SettingKey> All { get; } =
    [
        new("corpus.source", Text, "dotnet-docs", "where real text comes from: file:PATH, dotnet-docs, grammar:NAME, zipf:TYPES,EXPONENT, glyphs:, maze: or a name of 'corpus list'"),
        new("corpus.train", Integer, "400000", "characters of real text that generation 0 reads: the budget B of every later generation") { Least = 1 },
        new("corpus.held_out", Integer, "50000", "characters of real text that every generation is measured on and none reads") { Least = 1 },
        new("corpus.validation", Integer, "0", "characters of real text kept for early stopping") { Least = 0 },
        new("corpus.document_length", Integer, "2000", "about how many characters a document has; exactly, for written ones") { Least = 1, Most = 1_000_000 },
        new("corpus.split", Choice, "spread", "held-out documents spread over the whole text, or its tail") { Choices = ["spread", "tail"] },

        new("model.kind", Choice, "ngram", "the language model") { Choices = ["ngram", "gru", "transformer"] },
        new("model.order", Integer, "5", "n-gram length; 1 is the unigram model") { Least = 1, Most = 12, OnlyWhen = "model.kind", OnlyFor = ["ngram"] },
        new("model.smoothing", Choice, "witten-bell", "how an n-gram model treats what it has not seen") { Choices = ["maximum-likelihood", "add-alpha", "witten-bell", "kneser-ney"], OnlyWhen = "model.kind", OnlyFor = ["ngram"] },
        new("model.alpha", Real, "1", "the count added to every character") { Least = 0, AboveLeast = true, Most = 1e6, OnlyWhen = "model.smoothing", OnlyFor = ["add-alpha"] },
        new("model.layers", Integer, "1", "layers") { Least = 1, Most = 48, OnlyWhen = "model.kind", OnlyFor = Neural },
        new("model.hidden", Integer, "128", "units of a GRU layer") { Least = 1, Most = 4096, OnlyWhen = "model.kind", OnlyFor = ["gru"] },
        new("model.embedding", Integer, "64", "numbers per character that a GRU reads") { Least = 1, Most = 4096, OnlyWhen = "model.kind", OnlyFor = ["gru"] },
        new("model.width", Integer, "128", "width of the transformer's residual stream") { Least = 1, Most = 4096, OnlyWhen = "model.kind", OnlyFor = ["transformer"] },
        new("model.heads", Integer, "4", "attention heads; divides the width") { Least = 1, Most = 64, OnlyWhen = "model.kind", OnlyFor = ["transformer"] },
        new("model.tie_weights", Flag, "false", "whether the output layer is the input embedding") { OnlyWhen = "model.kind", OnlyFor = ["transformer"] },
        new("model.bias", Flag, "true", "whether the transformer's linear layers and normalisations have biases") { OnlyWhen = "model.kind", OnlyFor = ["transformer"] },
        new("model.engine", Choice, "auto", "torch where it loads, else managed; or one of them by name") { Choices = ["auto", "managed", "torch"], OnlyWhen = "model.kind", OnlyFor = Neural },
        new("model.device", Choice, "auto", "the torch engine's device") { Choices = ["auto", "cpu", "cuda"], OnlyWhen = "model.kind", OnlyFor = Neural },

        new("training.steps", Integer, "1500", "optimizer steps of each generation, the same in every arm") { Least = 1, Most = 100_000_000, OnlyWhen = "model.kind", OnlyFor = Neural },
        new("training.epochs", Real, "0", "passes over what is read, instead of steps; 0: steps count") { Least = 0, Most = 100_000, OnlyWhen = "model.kind", OnlyFor = Neural },
        new("training.batch", Integer, "32", "sequences per step") { Least = 1, Most = 65_536, OnlyWhen = "model.kind", OnlyFor = Neural },
        new("training.sequence", Integer, "64", "characters per sequence; what a transformer sees at once") { Least = 1, Most = 65_536, OnlyWhen = "model.kind", OnlyFor = Neural },
        new("training.learning_rate", Real, "0.002", "peak learning rate of AdamW") { Least = 0, AboveLeast = true, Most = 1e6, OnlyWhen = "model.kind", OnlyFor = Neural },
        new("training.minimum_learning_rate", Real, "0", "where the cosine schedule ends") { Least = 0, Most = 1e6, OnlyWhen = "model.kind", OnlyFor = Neural },
        new("training.warmup", Integer, "50", "steps of linear warm-up") { Least = 0, Most = 1_000_000, OnlyWhen = "model.kind", OnlyFor = Neural },
        new("training.weight_decay", Real, "0.01", "decoupled weight decay, not on biases and norms") { Least = 0, Most = 1e6, OnlyWhen = "model.kind", OnlyFor = Neural },
        new("training.clip", Real, "1", "largest global norm of the gradient; 0: no clipping") { Least = 0, Most = 1e9, OnlyWhen = "model.kind", OnlyFor = Neural },
        new("training.beta2", Real, "0.99", "decay of AdamW's second moment") { Least = 0, Most = 0.99999, OnlyWhen = "model.kind", OnlyFor = Neural },
        new("training.dropout", Real, "0", "share of activations dropped") { Least = 0, Most = 0.95, OnlyWhen = "model.kind", OnlyFor = Neural },
        new("training.carry_state", Flag, "false", "whether a GRU's windows follow each other and carry their state") { OnlyWhen = "model.kind", OnlyFor = ["gru"] },
        new("training.evaluate_every", Integer, "100", "steps between two looks at the validation text") { Least = 1, Most = 1_000_000, OnlyWhen = "model.kind", OnlyFor = Neural },
        new("training.patience", Integer, "0", "evaluations on validation text without improvement before training stops; 0: no early stopping") { Least = 0, Most = 1_000_000, OnlyWhen = "model.kind", OnlyFor = Neural },
        new("training.start", Choice, "scratch", "from new weights, those of the previous generation, or those of generation 0") { Choices = ["scratch", "previous", "base"], OnlyWhen = "model.kind", OnlyFor = Neural },

        new("decoding.temperature", Real, "1", "the exponent 1/T of each probability; 0 is greedy") { Least = 0, Most = 100 },
        new("decoding.top_k", Integer, "0", "keep the k likeliest characters; 0: all") { Least = 0, Most = 65_536 },
        new("decoding.top_p", Real, "1", "nucleus: keep the likeliest characters up to this total probability") { Least = 0, AboveLeast = true, Most = 1 },
        new("decoding.min_p", Real, "0", "keep characters at least this probable relative to the likeliest") { Least = 0, Most = 1 },
        new("decoding.repetition_penalty", Real, "1", "the exponent of the probabilities of characters seen of late; 1: none") { Least = 0.01, Most = 100 },
        new("decoding.repetition_window", Integer, "64", "how many of the last characters the repetition penalty looks at") { Least = 1, Most = 1_000_000 },
        new("decoding.beam", Integer, "0", "beam width; 0: sampling") { Least = 0, Most = 64 },
        new("decoding.prompt", Integer, "0", "characters of a real document that each written one begins from; not part of the text") { Least = 0, Most = 100_000 },

        new("mixing.strategy", Choice, "replace", "what the next generation reads") { Choices = MixingStrategies.Names },
        new("mixing.real_share", Real, "0.5", "share of real text in what is read, 0 to 1") { Least = 0, Most = 1, OnlyWhen = "mixing.strategy", OnlyFor = ["fixed-real", "fresh-real"] },
        new("mixing.window", Integer, "3", "how many of the last generations are read") { Least = 1, Most = 1_000_000, OnlyWhen = "mixing.strategy", OnlyFor = ["window"] },
        new("mixing.added", Real, "0.1", "what each generation adds to the expanding pool, as a share of the budget") { Least = 0, AboveLeast = true, Most = 1, OnlyWhen = "mixing.strategy", OnlyFor = ["expanding"] },

        new("countermeasures", SettingType.Countermeasures, "", "what is done about collapse: label-smoothing(0.1) + accept(margin=0.02); 'study show first-look --keys' lists them; empty for nothing"),

        new("metrics.pipeline", Choice, "auto", "what scores and counts: ML.NET or the library's own counters, which give the same numbers; auto: ML.NET where the build has it") { Choices = ["auto", "library", "mlnet"] },
        new("metrics.detector", Choice, "none", "what tells written documents from held-out real ones: a logistic regression on character n-grams (learns five times per generation), or none; nas-bert is refused, for it does not run with this TorchSharp") { Choices = ["logistic", "nas-bert", "none"] },
        new("metrics.probes", Text, "", "questions about bias, measured in every text: of he and she as whole words, which share is he? he|she, his|her; empty for none"),
        new("metrics.twin", Flag, "false", "whether each chain runs beside a twin whose real text differs in one document, for feedback instability (takes twice the time)"),

        new("generations", Integer, "10", "generations after generation 0, which reads real text only") { Least = 1, Most = 1_000_000 },
        new("keep", Choice, "all", "which models stay on disk: of all generations, or of generation 0 alone (texts always stay)") { Choices = ["all", "texts"] },
    ];

    private static readonly Dictionary<string, SettingKey> ByName = All.ToDictionary(key => key.Name, StringComparer.Ordinal);

    /// <summary>The key with this name, or null.</summary>
    public static SettingKey? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>What is wrong with a key that does not exist.</summary>
    public static string Unknown(string name) => Nearest.To(name, ByName.Keys) is { } nearest
        ? $"unknown key; did you mean '{nearest}'?"
        : "unknown key; 'textcollapse study show first-look --keys' lists all of them.";
}
