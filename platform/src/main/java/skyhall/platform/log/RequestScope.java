package skyhall.platform.log;

import java.util.Optional;
import org.slf4j.MDC;

/// Binds a request's id to the thread that works on it, and takes it off again.
///
/// Threads that the work starts do not inherit it; whoever hands work to another thread opens a scope there.
public final class RequestScope {
    /// The key under which log lines carry the id.
    public static final String KEY = "request";

    private static final ScopedValue<RequestId> CURRENT = ScopedValue.newInstance();

    private RequestScope() {}

    /// Does `work` in the name of `id` and gives back its result, or throws what it throws.
    public static <T extends @org.jspecify.annotations.Nullable Object, X extends Throwable> T call(
            RequestId id, ScopedValue.CallableOp<? extends T, X> work) throws X {
        String before = MDC.get(KEY);
        MDC.put(KEY, id.text());
        try {
            return ScopedValue.where(CURRENT, id).<T, X>call(work);
        } finally {
            restore(before);
        }
    }

    /// As [#call], for work without a result.
    public static void run(RequestId id, Runnable work) {
        call(id, () -> {
            work.run();
            return true;
        });
    }

    /// The request that this thread works on, or empty outside of any.
    public static Optional<RequestId> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    private static void restore(@org.jspecify.annotations.Nullable String before) {
        if (before == null) {
            MDC.remove(KEY);
        } else {
            MDC.put(KEY, before);
        }
    }
}
