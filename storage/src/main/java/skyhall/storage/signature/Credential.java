package skyhall.storage.signature;

import java.util.Optional;
import skyhall.platform.fault.Fault;
import skyhall.platform.fault.FaultException;

/// The credential of a signature: `AKID/20150830/us-east-1/s3/aws4_request`.
///
/// @param date `yyyyMMdd`
record Credential(String accessKeyId, String date, String region) {
    static final String SERVICE = "s3";
    static final String TERMINAL = "aws4_request";

    /// What comes after the key's id: the scope of the signature.
    String scope() {
        return date + "/" + region + "/" + SERVICE + "/" + TERMINAL;
    }

    /// Reads what a stranger wrote. An id may hold slashes: the last four words are the scope.
    ///
    /// @param fault what to refuse with: the header's or the query's
    static Credential parse(String text, String expectedRegion, Fault fault) {
        String[] words = text.split("/", -1);
        int scope = words.length - 4;
        if (scope < 1 || words[0].isEmpty()) {
            throw new FaultException(
                    fault,
                    "The Credential is malformed; expecting \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".");
        }
        String date = words[scope];
        if (!date.matches("[0-9]{8}")) {
            throw new FaultException(
                    fault, "Incorrect date format in the credential; it must be in the format \"yyyyMMdd\".");
        }
        scopeProblem(words[scope + 1], words[scope + 2], words[scope + 3], expectedRegion)
                .ifPresent(problem -> {
                    throw new FaultException(fault, problem);
                });
        return new Credential(text.substring(0, text.length() - tailLength(words, scope)), date, expectedRegion);
    }

    private static int tailLength(String[] words, int scope) {
        int length = 0;
        for (int i = scope; i < words.length; i++) {
            length += 1 + words[i].length();
        }
        return length;
    }

    private static Optional<String> scopeProblem(String region, String service, String terminal, String expected) {
        if (!terminal.equals(TERMINAL)) {
            return Optional.of("Incorrect terminal \"" + terminal + "\". This endpoint uses \"" + TERMINAL + "\".");
        }
        if (!service.equals(SERVICE)) {
            return Optional.of("Incorrect service \"" + service + "\". This endpoint belongs to \"" + SERVICE + "\".");
        }
        if (!region.equals(expected)) {
            return Optional.of("The region '" + region + "' is wrong; expecting '" + expected + "'");
        }
        return Optional.empty();
    }
}
