package skyhall.server.api;

import java.util.List;
import skyhall.platform.api.Endpoint;
import skyhall.platform.api.Page;
import skyhall.platform.audit.AuditLog;
import skyhall.platform.audit.AuditQuestion;
import skyhall.platform.audit.AuditRecord;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;
import skyhall.platform.identity.Identity;
import skyhall.platform.identity.OrganisationId;
import skyhall.platform.job.Jobs;
import skyhall.server.view.AuditRecordView;
import skyhall.server.view.JobView;

/// Audit records, to read, and background jobs, to watch and to call off. Audit records cannot be
/// filtered here yet;
/// `sky audit export` can.
public final class RecordsApi {
    private static final String ORGANISATION = "/api/v1/organisations/{organisation}";
    private static final String JOB = ORGANISATION + "/jobs/{job}";

    private static final Endpoint AUDIT = Endpoint.get(
                    ORGANISATION + "/audit-records",
                    AuditRecordView.class,
                    "Lists the audit records of an organisation, newest first.")
            .inPages()
            .refusing(PlatformFault.ORGANISATION_UNKNOWN);
    private static final Endpoint INSTALLATION_AUDIT = Endpoint.get(
                    "/api/v1/audit-records",
                    AuditRecordView.class,
                    "Lists the audit records that concern no single organisation, newest first.")
            .inPages()
            .refusing(PlatformFault.OPERATORS_ONLY);
    private static final Endpoint JOBS = Endpoint.get(
                    ORGANISATION + "/jobs", JobView.class, "Lists the jobs of an organisation, newest first.")
            .inPages()
            .refusing(PlatformFault.ORGANISATION_UNKNOWN);
    private static final Endpoint SHOW_JOB = Endpoint.get(JOB, JobView.class, "Shows a job.")
            .refusing(PlatformFault.ORGANISATION_UNKNOWN, PlatformFault.NOT_THERE);
    private static final Endpoint CANCEL_JOB = Endpoint.delete(
                    JOB,
                    JobView.class,
                    "Calls a job off: one that waits at once, one that runs at its next step; an ended one stays as it is.")
            .refusing(PlatformFault.ORGANISATION_UNKNOWN, PlatformFault.NOT_THERE);

    public static final List<Endpoint> ENDPOINTS = List.of(AUDIT, INSTALLATION_AUDIT, JOBS, SHOW_JOB, CANCEL_JOB);

    private final AuditLog audit;
    private final Jobs jobs;
    private final Gate gate;

    public RecordsApi(Identity identity, AuditLog audit, Jobs jobs) {
        this.audit = audit;
        this.jobs = jobs;
        this.gate = new Gate(identity);
    }

    public List<Operation> operations() {
        return List.of(
                new Operation(
                        AUDIT,
                        call -> audit(
                                call,
                                gate.enter(call, "sky:ListAuditRecords", "audit")
                                        .id())),
                new Operation(INSTALLATION_AUDIT, call -> {
                    gate.enterInstallation(call.caller(), "sky:ListAuditRecords");
                    return audit(call, AuditRecord.INSTALLATION);
                }),
                new Operation(JOBS, this::jobs),
                new Operation(SHOW_JOB, call -> job(call, organisation(call, "sky:GetJob"))),
                new Operation(CANCEL_JOB, this::cancel));
    }

    private Page<AuditRecordView> audit(Operation.Call call, OrganisationId organisation) {
        return Places.page(
                audit.page(
                        AuditQuestion.all(organisation),
                        Places.after(call.page(), Long.MAX_VALUE),
                        call.page().limit() + 1),
                call.page(),
                AuditRecordView::of,
                AuditRecordView::sequence);
    }

    private Page<JobView> jobs(Operation.Call call) {
        return Places.page(
                jobs.list(
                        organisation(call, "sky:ListJobs"),
                        Places.after(call.page(), Long.MAX_VALUE),
                        call.page().limit() + 1),
                call.page(),
                JobView::of,
                JobView::id);
    }

    private JobView cancel(Operation.Call call) {
        OrganisationId organisation = organisation(call, "sky:CancelJob");
        jobs.cancel(organisation, job(call, organisation).id());
        return job(call, organisation);
    }

    private JobView job(Operation.Call call, OrganisationId organisation) {
        return jobs.find(organisation, Places.number(call, "job", PlatformFault.NOT_THERE))
                .map(JobView::of)
                .orElseThrow(() -> new FaultException(PlatformFault.NOT_THERE, "There is no such job."));
    }

    private OrganisationId organisation(Operation.Call call, String action) {
        return gate.enter(call, action, "job").id();
    }
}
