/// Health and metrics, on an address of their own.
///
/// `/health/live` (the process answers), `/health/ready` (200, or 503 with the reasons) and `/metrics`
/// (Prometheus
/// text) ask for no password, so they listen on the loopback address unless a setting says otherwise,
/// apart from the
/// portal and the S3 API: a flood there cannot keep an operator from looking in. `POST /storage/scrub`
/// reads everything
/// stored again and names what is damaged; whoever reaches this address can ask for that, one at a
/// time.
@org.jspecify.annotations.NullMarked
package skyhall.server.management;
