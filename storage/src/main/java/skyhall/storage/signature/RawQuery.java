package skyhall.storage.signature;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/// A query as it stood on the wire, cut into its parameters. Names are compared with regard to case.
final class RawQuery {
    private final List<Parameter> parameters;

    private RawQuery(List<Parameter> parameters) {
        this.parameters = parameters;
    }

    static RawQuery of(String rawQuery) {
        List<Parameter> parameters = new ArrayList<>();
        int start = 0;
        while (start < rawQuery.length()) {
            int end = rawQuery.indexOf('&', start);
            end = end < 0 ? rawQuery.length() : end;
            if (end > start) {
                parameters.add(Parameter.of(rawQuery.substring(start, end)));
            }
            start = end + 1;
        }
        return new RawQuery(parameters);
    }

    /// The decoded values of all parameters of that decoded name.
    List<String> values(String name) {
        List<String> values = new ArrayList<>();
        for (Parameter parameter : parameters) {
            if (PercentCode.decodeQuery(parameter.name).equals(name)) {
                values.add(PercentCode.decodeQuery(parameter.value));
            }
        }
        return values;
    }

    boolean has(String name) {
        return !parameters.isEmpty() && !values(name).isEmpty();
    }

    /// The canonical query without the signature itself, each name and value as the client wrote it.
    String asWritten() {
        return canonical(UnaryOperator.identity());
    }

    /// The same with each name and value decoded and encoded anew by the strict rule.
    String strict() {
        return canonical(text -> PercentCode.encode(PercentCode.decodeQuery(text), false));
    }

    private String canonical(UnaryOperator<String> form) {
        if (parameters.isEmpty()) {
            return "";
        }
        List<Parameter> sorted = new ArrayList<>(parameters.size());
        for (Parameter parameter : parameters) {
            if (!PercentCode.decodeQuery(parameter.name).equals(PresignedQuery.SIGNATURE)) {
                sorted.add(new Parameter(form.apply(parameter.name), form.apply(parameter.value)));
            }
        }
        sorted.sort(Comparator.comparing(Parameter::name).thenComparing(Parameter::value));
        StringBuilder text = new StringBuilder();
        for (Parameter parameter : sorted) {
            text.append(text.isEmpty() ? "" : "&")
                    .append(parameter.name)
                    .append('=')
                    .append(parameter.value);
        }
        return text.toString();
    }

    private record Parameter(String name, String value) {
        static Parameter of(String raw) {
            int equals = raw.indexOf('=');
            return equals < 0
                    ? new Parameter(raw, "")
                    : new Parameter(raw.substring(0, equals), raw.substring(equals + 1));
        }
    }
}
