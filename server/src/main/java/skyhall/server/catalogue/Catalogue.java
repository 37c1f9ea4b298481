package skyhall.server.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import skyhall.platform.api.Endpoint;
import skyhall.platform.audit.AuditSettings;
import skyhall.platform.database.DatabaseSettings;
import skyhall.platform.fault.Fault;
import skyhall.platform.fault.PlatformFault;
import skyhall.platform.identity.IdentitySettings;
import skyhall.platform.job.JobSettings;
import skyhall.platform.outbox.OutboxSettings;
import skyhall.platform.settings.Setting;
import skyhall.platform.webhook.WebhookSettings;
import skyhall.portal.PortalSettings;
import skyhall.portal.fault.PortalFault;
import skyhall.server.api.AccountsApi;
import skyhall.server.api.FaultsApi;
import skyhall.server.api.KeysApi;
import skyhall.server.api.OrganisationsApi;
import skyhall.server.api.RecordsApi;
import skyhall.server.api.StorageApi;
import skyhall.server.api.WebhooksApi;
import skyhall.server.fault.ServerFault;
import skyhall.server.settings.ServerSettings;
import skyhall.storage.StorageSettings;
import skyhall.storage.fault.StorageFault;
import skyhall.storage.volume.StorageVolumeSettings;

/// The lists of all modules. Explicit, so that what belongs to the server can be read here and nothing
/// joins it by
/// lying on the class path.
public final class Catalogue {
    private static final List<List<Setting<?>>> SETTINGS = List.of(
            ServerSettings.ALL,
            DatabaseSettings.ALL,
            IdentitySettings.ALL,
            OutboxSettings.ALL,
            AuditSettings.ALL,
            JobSettings.ALL,
            WebhookSettings.ALL,
            PortalSettings.ALL,
            StorageSettings.ALL,
            StorageVolumeSettings.ALL);

    private static final List<FaultRange> FAULTS = List.of(
            new FaultRange("platform", 1000, 1999, List.of(PlatformFault.values())),
            new FaultRange("portal", 2000, 2999, List.of(PortalFault.values())),
            new FaultRange("storage", 3000, 3999, List.of(StorageFault.values())),
            new FaultRange("server", 9000, 9999, List.of(ServerFault.values())));

    private static final List<List<Endpoint>> ENDPOINTS = List.of(
            FaultsApi.ENDPOINTS,
            OrganisationsApi.ENDPOINTS,
            AccountsApi.ENDPOINTS,
            KeysApi.ENDPOINTS,
            RecordsApi.ENDPOINTS,
            WebhooksApi.ENDPOINTS,
            StorageApi.ENDPOINTS);

    private Catalogue() {}

    /// All settings, in the order of the reference page.
    public static List<Setting<?>> settings() {
        List<Setting<?>> all = new ArrayList<>();
        SETTINGS.forEach(all::addAll);
        return List.copyOf(all);
    }

    /// The faults of all modules, each with its range.
    static List<FaultRange> faultRanges() {
        return FAULTS;
    }

    /// All faults in the order of their numbers.
    public static Stream<Fault> faults() {
        return FAULTS.stream()
                .<Fault>flatMap(range -> range.faults().stream())
                .sorted(java.util.Comparator.comparingInt(Fault::number));
    }

    /// All operations of the REST API.
    public static List<Endpoint> endpoints() {
        return ENDPOINTS.stream().flatMap(List::stream).toList();
    }

    /// One module's faults and the numbers that belong to it.
    record FaultRange(String module, int from, int to, List<? extends Fault> faults) {}
}
