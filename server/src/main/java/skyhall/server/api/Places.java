package skyhall.server.api;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import skyhall.platform.api.Page;
import skyhall.platform.api.PageRequest;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;

/// Numbers as places in lists, and as names in paths.
final class Places {
    private Places() {}

    /// The number after which the page begins.
    ///
    /// @param first for the first page: 0 where numbers grow, [Long#MAX_VALUE] where they fall
    static long after(PageRequest page, long first) {
        return page.after()
                .map(cursor -> number(cursor.afterKey(), PlatformFault.CURSOR_MALFORMED))
                .orElse(first);
    }

    /// A page of what was fetched, which is one item more than asked for if there are more.
    static <T, V extends Record> Page<V> page(
            List<T> fetched, PageRequest asked, Function<T, V> view, ToLongFunction<V> place) {
        return Page.of(
                fetched.stream().map(view).toList(), asked.limit(), item -> Long.toString(place.applyAsLong(item)));
    }

    /// The number that a path parameter must be, or the fault that says there is no such thing.
    static long number(Operation.Call call, String parameter, PlatformFault absent) {
        return number(call.path().getOrDefault(parameter, ""), absent);
    }

    private static long number(String text, PlatformFault otherwise) {
        if (!text.matches("\\d{1,18}")) {
            throw new FaultException(otherwise, "");
        }
        return Long.parseLong(text);
    }
}
