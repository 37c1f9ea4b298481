package skyhall.storage.journal;

import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import skyhall.platform.identity.OrganisationId;

/// One administrative call.
///
/// @param organisation the one that the bucket belongs to, or that would have got it
/// @param subject ARN of the bucket or of the object, at most 4000 signs; control characters and percent signs of a
///     key are percent-encoded, so that every key can be told and no other
/// @param asker empty when the installation itself acted
/// @param details further facts, such as the setting's new `value`; never a secret
public record JournalEntry(
        AdministrativeCall call,
        OrganisationId organisation,
        String subject,
        Optional<Asker> asker,
        Map<String, String> details) {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    public JournalEntry {
        subject = printable(subject);
        details = Map.copyOf(details);
    }

    /// An entry of whoever asks on this thread.
    public static JournalEntry here(
            AdministrativeCall call, OrganisationId organisation, String subject, Map<String, String> details) {
        return new JournalEntry(call, organisation, subject, Asker.current(), details);
    }

    private static String printable(String text) {
        StringBuilder printed = new StringBuilder(text.length());
        text.chars().forEach(c -> {
            if (c < ' ' || c == 0x7F || c == '%') {
                printed.append('%').append(HEX.toHexDigits((byte) c));
            } else {
                printed.append((char) c);
            }
        });
        return printed.toString();
    }
}
