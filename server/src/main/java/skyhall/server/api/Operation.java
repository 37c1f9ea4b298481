package skyhall.server.api;

import java.util.Map;
import java.util.Optional;
import skyhall.platform.api.Endpoint;
import skyhall.platform.api.PageRequest;
import skyhall.platform.identity.Caller;

/// An endpoint and what answers it.
public record Operation(Endpoint endpoint, Handler handler) {
    /// Does the work. Gives back the endpoint's answer record, or a [skyhall.platform.api.Page] of
    /// them; refuses by
    /// throwing a [skyhall.platform.fault.FaultException]. For an idempotent endpoint it runs inside
    /// the
    /// transaction that also stores its answer.
    @FunctionalInterface
    public interface Handler {
        Object answer(Call call);
    }

    /// One request, checked against the endpoint's declaration.
    ///
    /// @param path the path parameters by name
    /// @param page which part of a list is asked for; the default for an endpoint without pages
    /// @param json the body, present exactly when the endpoint declares one
    public record Call(Caller caller, Map<String, String> path, PageRequest page, Optional<Record> json) {
        /// The body as the record that the endpoint declares.
        public <T extends Record> T body(Class<T> type) {
            return type.cast(json.orElseThrow());
        }
    }
}
