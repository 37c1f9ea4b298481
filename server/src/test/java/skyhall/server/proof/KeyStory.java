package skyhall.server.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What one client knows of one key: the last state that was acknowledged, and every state that it
/// asked for since and
/// heard nothing sure about. The key must be in one of these. Only one thread writes a key, so they are
/// in order.
final class KeyStory {
    /// A state of a key: absent when the length is negative.
    record State(long seed, int length) {
        static final State ABSENT = new State(0, -1);

        boolean isAbsent() {
            return length < 0;
        }

        byte[] bytes() {
            return Seeded.bytes(seed, length);
        }

        boolean is(byte[] content) {
            return content.length == length && Arrays.equals(content, bytes());
        }
    }

    private final String target;
    private final Map<String, State> versions = new LinkedHashMap<>();
    private final List<State> doubtful = new ArrayList<>();
    private State acknowledged = State.ABSENT;

    KeyStory(String target) {
        this.target = target;
    }

    /// Path on the server: `/bucket/key`.
    String target() {
        return target;
    }

    /// Before the request goes out.
    void asked(State wanted) {
        doubtful.add(wanted);
    }

    /// The server said yes to the last thing asked.
    void acknowledged(String versionId) {
        acknowledged = doubtful.getLast();
        doubtful.clear();
        if (!versionId.isEmpty() && !acknowledged.isAbsent()) {
            versions.put(versionId, acknowledged);
        }
    }

    /// The server said no to the last thing asked, and that nothing was done.
    void refused() {
        doubtful.removeLast();
    }

    /// Every version that was acknowledged.
    Map<String, State> versions() {
        return versions;
    }

    /// Compares what the server shows now, and takes it as the truth from here on.
    ///
    /// @return a sentence when the server shows something that nobody may see, else nothing
    String shown(SignedClient.Answer answer) {
        List<State> allowed = new ArrayList<>(doubtful);
        allowed.add(acknowledged);
        for (State state : allowed) {
            if (state.isAbsent() ? answer.status() == 404 : answer.status() == 200 && state.is(answer.body())) {
                acknowledged = state;
                doubtful.clear();
                return "";
            }
        }
        return target + " answers " + answer.status() + " with " + answer.body().length + " bytes; acknowledged is "
                + acknowledged + ", in doubt are " + doubtful;
    }

    State acknowledged() {
        return acknowledged;
    }
}
