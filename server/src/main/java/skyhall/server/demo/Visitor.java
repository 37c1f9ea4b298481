package skyhall.server.demo;

import skyhall.platform.identity.Principal;
import skyhall.platform.secret.Secret;

/// The demonstration's person: how they sign in, and the key that their programs use.
record Visitor(Principal principal, String personName, Secret password, String accessKeyId, Secret secret) {}
