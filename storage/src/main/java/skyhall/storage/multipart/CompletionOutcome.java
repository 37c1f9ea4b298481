package skyhall.storage.multipart;

import skyhall.storage.object.PutOutcome;

/// What became of the wish to complete an upload. Only [Done] changed anything.
public sealed interface CompletionOutcome {
    record Done(OpenUpload.Completed completed) implements CompletionOutcome {}

    /// Another request completed or aborted it in the meantime.
    record Gone() implements CompletionOutcome {}

    /// A part is missing, or differs from what the client says.
    record WrongPart(int number) implements CompletionOutcome {}

    /// A part other than the last is below 5 MiB.
    record TooSmall(Part part) implements CompletionOutcome {}

    /// The checksum or the size of the whole is not what the client expects.
    record WrongWhole(String sentence) implements CompletionOutcome {}

    /// The object could not be put: see there.
    record NotPut(PutOutcome reason) implements CompletionOutcome {}
}
