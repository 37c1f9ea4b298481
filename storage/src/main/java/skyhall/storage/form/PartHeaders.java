package skyhall.storage.form;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import skyhall.platform.fault.FaultException;
import skyhall.storage.fault.StorageFault;

/// What stands above a part of a form.
///
/// @param name the field's name as written
/// @param fileName the file's name without folders; empty when there is none
/// @param lengthBytes of all header lines together
public record PartHeaders(String name, String fileName, int lengthBytes) {
    private static final String DISPOSITION = "content-disposition:";

    /// @param lines the part's headers, one character per byte; names in them are UTF-8, as browsers write them
    static PartHeaders of(List<String> lines) {
        for (String line : lines) {
            if (line.toLowerCase(Locale.ROOT).startsWith(DISPOSITION)) {
                String value = utf8(line.substring(DISPOSITION.length()));
                String name = Parameters.value(value, "name");
                if (!name.isEmpty()) {
                    int length = lines.stream().mapToInt(String::length).sum();
                    return new PartHeaders(name, withoutFolders(Parameters.value(value, "filename")), length);
                }
            }
        }
        throw new FaultException(StorageFault.MALFORMED_POST, "A part of the form has no name.");
    }

    private static String utf8(String latin1) {
        return new String(latin1.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /// Source: S3 API Reference, "POST Object": only the part after the last slash or backslash is used.
    private static String withoutFolders(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }
}
