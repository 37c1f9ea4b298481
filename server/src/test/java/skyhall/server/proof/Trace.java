package skyhall.server.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What `strace -f -y` wrote: system calls, each with the moments of its begin and its end, counted in
/// lines.
///
/// A call that others interrupt stands in two lines, `<unfinished ...>` and `<... resumed>`; so the
/// order of lines is
/// the order in which the kernel showed begins and ends.
final class Trace {
    private static final Pattern LINE = Pattern.compile("^(\\d+)\\s+(.*)$");
    private static final Pattern BEGIN = Pattern.compile("^(\\w+)\\((.*)$");
    private static final Pattern RESUMED = Pattern.compile("^<\\.\\.\\. (\\w+) resumed>(.*)$");
    private static final Pattern FIRST_PATH = Pattern.compile("^\\d+<([^>]*)>");
    private static final Pattern RENAMED = Pattern.compile("\"([^\"]+)\"[^\"]*\"([^\"]+)\"");

    /// One call.
    ///
    /// @param path of its first argument when that is an open file, else empty
    /// @param begin line on which it began
    /// @param end line on which it had ended
    record Call(int process, String name, String arguments, String path, int begin, int end) {
        boolean isWrite() {
            return name.equals("write") || name.startsWith("pwrite") || name.equals("writev");
        }

        boolean isSync() {
            return (name.equals("fsync") || name.equals("fdatasync")) && arguments.contains(" = 0");
        }

        boolean isSend() {
            return isWrite() || name.startsWith("send");
        }

        /// From and to, of a rename that was done.
        Optional<List<String>> renamed() {
            Matcher matcher = RENAMED.matcher(arguments);
            return name.startsWith("rename") && arguments.contains(" = 0") && matcher.find()
                    ? Optional.of(List.of(matcher.group(1), matcher.group(2)))
                    : Optional.empty();
        }
    }

    private final List<Call> calls = new ArrayList<>();

    static Trace parse(List<String> lines) {
        Trace trace = new Trace();
        Map<Integer, Call> open = new HashMap<>();
        for (int number = 0; number < lines.size(); number++) {
            Matcher line = LINE.matcher(lines.get(number));
            if (line.matches()) {
                trace.line(Integer.parseInt(line.group(1)), line.group(2), number, open);
            }
        }
        return trace;
    }

    private void line(int process, String text, int number, Map<Integer, Call> open) {
        Matcher resumed = RESUMED.matcher(text);
        Matcher begin = BEGIN.matcher(text);
        if (resumed.matches()) {
            Call begun = open.remove(process);
            if (begun != null) {
                String arguments = begun.arguments() + resumed.group(2);
                calls.add(new Call(process, begun.name(), arguments, begun.path(), begun.begin(), number));
            }
        } else if (begin.matches()) {
            Matcher path = FIRST_PATH.matcher(begin.group(2));
            String first = path.find() ? path.group(1) : "";
            Call call = new Call(process, begin.group(1), begin.group(2), first, number, number);
            if (text.endsWith("<unfinished ...>")) {
                open.put(process, call);
            } else {
                calls.add(call);
            }
        }
    }

    /// In the order of their ends.
    List<Call> calls() {
        return calls;
    }
}
