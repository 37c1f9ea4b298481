package skyhall.portal.page;

/// One of several views of a thing. Tabs are links: each view has an address, and they work without scripts.
public record Tab(String label, String path, boolean current) {}
