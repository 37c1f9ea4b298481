package skyhall.platform.lease;

/// Another process holds the role now. The transaction in which this is thrown must roll back.
public final class LeaseLost extends RuntimeException {
    public LeaseLost(Lease lease) {
        super("the role '" + lease.name() + "' was taken from " + lease.holder() + " after epoch " + lease.epoch());
    }
}
