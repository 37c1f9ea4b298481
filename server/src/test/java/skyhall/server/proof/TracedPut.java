package skyhall.server.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import skyhall.server.proof.Trace.Call;

/// One put in a trace: from the moment when its request was read to the begin of the write that answers it.
///
/// Judges it: every file, its checksums, their directories and the write-ahead log have completed a sync that began
/// after their last write, and all of it before the answer.
final class TracedPut {
    private static final String LOG = "/pg_wal/";

    private final Trace trace;
    private final int from;
    private final int answer;
    private final List<String> complaints = new ArrayList<>();
    private final List<String> seen = new ArrayList<>();

    private TracedPut(Trace trace, int from, int answer) {
        this.trace = trace;
        this.from = from;
        this.answer = answer;
    }

    /// Puts are sent one after the other, so each lies between the answer before it and its own.
    static List<TracedPut> of(Trace trace) {
        List<TracedPut> puts = new ArrayList<>();
        int from = 0;
        for (Call call : trace.calls()) {
            if (call.isSend() && call.arguments().contains("\"HTTP/1.1 200")) {
                puts.add(new TracedPut(trace, from, call.begin()));
                from = call.begin();
            }
        }
        return puts;
    }

    /// What is wrong, in sentences; empty when the promise was kept.
    ///
    /// @param files how many blobs the put must have written: 0 for a body in a row
    List<String> judge(int files) {
        List<List<String>> published = renames().stream()
                .filter(pair -> !pair.getFirst().endsWith(".sums"))
                .toList();
        if (published.size() != files) {
            complaints.add("published " + published + ", not " + files + " files");
        }
        int commit = commit();
        for (List<String> pair : published) {
            fileSynced(pair.getFirst(), commit);
            fileSynced(pair.getFirst() + ".sums", commit);
            directorySynced(pair.getLast(), commit);
        }
        return complaints;
    }

    /// What was found, for the reader of the test's output.
    List<String> seen() {
        return seen;
    }

    private List<Call> calls(Predicate<Call> wanted) {
        return trace.calls().stream()
                .filter(call -> call.begin() >= from && call.end() < answer)
                .filter(wanted)
                .toList();
    }

    private List<List<String>> renames() {
        return calls(_ -> true).stream()
                .map(Call::renamed)
                .flatMap(Optional::stream)
                .filter(pair -> pair.getLast().contains("/blobs/"))
                .toList();
    }

    /// The line on which PostgreSQL told the server that the last change of this put is committed: the last
    /// time that one of its processes spoke to the server after it had written to the write-ahead log. The log
    /// is judged here, for every commit up to the answer.
    private int commit() {
        int last = -1;
        Map<Integer, Call> unsaid = new HashMap<>();
        for (Call call : calls(Call::isSend)) {
            if (call.path().contains(LOG)) {
                unsaid.put(call.process(), call);
            } else if (call.path().startsWith("socket:") && unsaid.containsKey(call.process())) {
                Call write = unsaid.remove(call.process());
                synced(write.path(), write.end(), call.begin());
                last = call.begin();
            }
        }
        if (last < 0) {
            complaints.add("no commit that wrote to the write-ahead log came before the answer");
        }
        return last < 0 ? answer : last;
    }

    private void fileSynced(String path, int before) {
        List<Call> writes = calls(call -> call.isWrite() && call.path().endsWith(tail(path)));
        if (writes.isEmpty()) {
            complaints.add("no write of " + path);
        } else {
            synced(path, writes.getLast().end(), before);
        }
    }

    private void directorySynced(String blob, int before) {
        int renamed = calls(call -> call.renamed()
                        .filter(pair -> pair.getLast().equals(blob))
                        .isPresent())
                .getLast()
                .end();
        synced(blob.substring(0, blob.lastIndexOf('/')), renamed, before);
    }

    private void synced(String path, int after, int before) {
        boolean found = !calls(call -> call.isSync()
                        && call.path().endsWith(tail(path))
                        && call.begin() > after
                        && call.end() < before)
                .isEmpty();
        if (found) {
            seen.add(path.substring(path.lastIndexOf('/') + 1));
        } else {
            complaints.add("no sync of " + path + " between line " + after + " (its last write) and line " + before);
        }
    }

    /// The last two names of a path: one of the two may have come through a link.
    private static String tail(String path) {
        String[] names = path.split("/", -1);
        return "/" + names[names.length - 2] + "/" + names[names.length - 1];
    }
}
