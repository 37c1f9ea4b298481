/// What every connector needs to face a network: certificates, the refusal of plain HTTP, and trusted proxies.
///
/// [skyhall.platform.tls.ReloadingCertificate] serves TLS 1.2 and 1.3 from PEM files and takes new files into use
/// without a restart; [skyhall.platform.tls.PlainHttpRule] keeps an address that others can reach from speaking
/// plain HTTP by accident; [skyhall.platform.tls.TrustedProxies] finds the client behind a proxy, and lets nobody
/// else say who they are. Knows no web server: both connectors use the same values. Not here: client certificates,
/// encrypted key files, OCSP stapling.
@org.jspecify.annotations.NullMarked
package skyhall.platform.tls;
