package skyhall.storage.form;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import skyhall.platform.fault.FaultException;
import skyhall.storage.fault.StorageFault;

/// The fields of a form that came before its file. Names are compared without regard to case and kept in lower
/// case.
public final class FormFields {
    private static final String FILENAME = "${filename}";

    private final Map<String, String> values = new LinkedHashMap<>();

    FormFields() {}

    /// @throws FaultException when the field is there already: two values would let one part of us check the
    ///     first and another use the second
    void add(String name, String value) {
        if (values.putIfAbsent(name.toLowerCase(Locale.ROOT), value) != null) {
            throw new FaultException(StorageFault.INVALID_ARGUMENT, "The form has the field '" + name + "' twice.");
        }
    }

    /// Puts the file's name in the place of `${filename}` in every field but those that are signed text.
    void fillIn(String fileName) {
        values.replaceAll((name, value) -> name.equals("policy") ? value : value.replace(FILENAME, fileName));
    }

    /// The value of a field, by its name in any case; empty when the form has none.
    public Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name.toLowerCase(Locale.ROOT)));
    }

    /// The names, in lower case, in the form's order.
    public Set<String> names() {
        return Collections.unmodifiableSet(values.keySet());
    }
}
