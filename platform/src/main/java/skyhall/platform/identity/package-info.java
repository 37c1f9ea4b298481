/// Organisations, people, service accounts and their keys: who may be asking.
///
/// [skyhall.platform.identity.Identity] is the way in; `server` makes one. Organisations form a tree; an organisation
/// that is disabled takes everything beneath it with it. People sign in with a password, service accounts have API
/// tokens, both have access keys. Every change is one transaction that also writes the
/// [skyhall.platform.identity.IdentityJournal]; what is expected to be refused is an
/// [skyhall.platform.identity.IdentityRefusal], not an exception.
///
/// Changes are rare and wait for one another (one lock in the database), so that each may check first and act then:
/// never two people of one name, never a third key, never a loop in the tree. The table's own constraints are the
/// second wall.
///
/// Left out: passkeys and sign-in by OpenID Connect, temporary keys (STS), and permission boundaries.
@org.jspecify.annotations.NullMarked
package skyhall.platform.identity;
