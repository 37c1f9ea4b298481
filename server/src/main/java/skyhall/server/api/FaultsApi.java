package skyhall.server.api;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import skyhall.platform.api.Endpoint;
import skyhall.platform.api.Page;
import skyhall.platform.api.PageRequest;
import skyhall.platform.fault.Fault;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;

/// The catalogue of faults, so that a client can show its user what a code means and what to do.
public final class FaultsApi {
    private static final Endpoint LIST = Endpoint.get(
                    "/api/v1/faults", FaultEntry.class, "Lists the catalogue of faults by number.")
            .inPages();
    private static final Endpoint SHOW = Endpoint.get(
                    "/api/v1/faults/{code}", FaultEntry.class, "Shows one entry of the catalogue of faults.")
            .refusing(PlatformFault.NOT_THERE);

    public static final List<Endpoint> ENDPOINTS = List.of(LIST, SHOW);

    private final Supplier<Stream<Fault>> faults;

    /// @param faults all faults, in the order of their numbers
    public FaultsApi(Supplier<Stream<Fault>> faults) {
        this.faults = faults;
    }

    /// One entry of the catalogue.
    ///
    /// @param code `SKY-1004`
    /// @param word what goes over the wire where a protocol has its own word, else the code
    /// @param blame whose move it is: `caller`, `operator` or `us`
    record FaultEntry(String code, String word, int status, String blame, String sentence, String remedy) {
        static FaultEntry of(Fault fault) {
            return new FaultEntry(
                    fault.code(),
                    fault.wireCode(),
                    fault.httpStatus(),
                    fault.blame().name().toLowerCase(Locale.ROOT),
                    fault.sentence(),
                    fault.remedy());
        }
    }

    public List<Operation> operations() {
        return List.of(
                new Operation(LIST, call -> list(call.page())),
                new Operation(SHOW, call -> show(call.path().getOrDefault("code", ""))));
    }

    private Page<FaultEntry> list(PageRequest page) {
        String after = page.after().map(cursor -> cursor.afterKey()).orElse("");
        List<FaultEntry> fetched = faults.get()
                .map(FaultEntry::of)
                .filter(entry -> entry.code().compareTo(after) > 0) // all numbers have four digits
                .limit(page.limit() + 1L)
                .toList();
        return Page.of(fetched, page.limit(), FaultEntry::code);
    }

    private FaultEntry show(String code) {
        return faults.get()
                .filter(fault -> fault.code().equals(code))
                .findFirst()
                .map(FaultEntry::of)
                .orElseThrow(() -> new FaultException(PlatformFault.NOT_THERE, ""));
    }
}
