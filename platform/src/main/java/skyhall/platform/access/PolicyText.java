package skyhall.platform.access;

import java.util.List;

/// A policy as it was written.
///
/// @param version `2008-10-17` where the text names none
/// @param id empty when it has none
record PolicyText(String version, String id, List<StatementText> statements) {
    static final String OLD_VERSION = "2008-10-17";
    static final String VERSION = "2012-10-17";

    boolean hasVariables() {
        return version.equals(VERSION);
    }
}
