package skyhall.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static skyhall.platform.identity.Installation.TESTER;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OrganisationsTest {
    private final Installation city = new Installation();
    private final Organisations organisations = city.identity.organisations();

    @AfterEach
    void close() {
        city.close();
    }

    @Test
    void aNewOneHasACanonicalIdAndIsEnabled() {
        Organisation made = city.organisation("water-board");
        assertThat(made.canonicalId()).matches("[0-9a-f]{64}");
        assertThat(made.enabled()).isTrue();
        assertThat(made.parent()).isEmpty();
        assertThat(organisations.find("water-board")).contains(made);
        assertThat(organisations.find(made.id())).contains(made);
        assertThat(city.journal.getLast().action()).isEqualTo("organisation.created");
        assertThat(city.journal.getLast().details()).containsEntry("organisation", "water-board");
    }

    @Test
    void badNamesZonesAndParentsAreRefused() {
        for (String name : List.of("", "a", "1a", "Water", "a_b", "a".repeat(64), "a b", "wässer")) {
            assertThat(refusal(draft(name, "UTC", Optional.empty()))).isInstanceOf(IdentityRefusal.Malformed.class);
        }
        assertThat(refusal(draft("ab", "Mars/Olympus", Optional.empty())))
                .isInstanceOf(IdentityRefusal.Malformed.class);
        assertThat(refusal(draft("ab", "UTC", Optional.of(new OrganisationId(99)))))
                .isInstanceOf(IdentityRefusal.NoSuchOrganisation.class);
        assertThat(organisations.list(0, 10)).isEmpty();
        assertThat(city.journal).isEmpty();
    }

    @Test
    void aNameIsTakenOnce() {
        city.organisation("water");
        Organisation fire = city.organisation("fire");
        assertThat(refusal(draft("water", "UTC", Optional.empty()))).isEqualTo(new IdentityRefusal.NameTaken("water"));
        assertThat(why(organisations.rename(TESTER, fire.id(), "water")))
                .isEqualTo(new IdentityRefusal.NameTaken("water"));
        assertThat(organisations.rename(TESTER, fire.id(), "fire").orFault().name())
                .isEqualTo("fire");
        assertThat(organisations.rename(TESTER, fire.id(), "fires").orFault().name())
                .isEqualTo("fires");
    }

    @Test
    void theTreeHasNoLoopAndNoMoreThanItsDepth() {
        Organisation top = city.organisation("level1");
        Organisation last = top;
        List<Organisation> chain = new ArrayList<>(List.of(top));
        for (int level = 2; level <= Organisations.DEPTH_LIMIT; level++) {
            last = city.organisation("level" + level, Optional.of(last.id()));
            chain.add(last);
        }
        assertThat(refusal(draft("too-deep", "UTC", Optional.of(last.id()))))
                .isEqualTo(new IdentityRefusal.TooDeep(Organisations.DEPTH_LIMIT));
        assertThat(why(organisations.move(TESTER, top.id(), Optional.of(last.id()))))
                .isEqualTo(new IdentityRefusal.WouldLoop());
        assertThat(why(organisations.move(TESTER, top.id(), Optional.of(top.id()))))
                .isEqualTo(new IdentityRefusal.WouldLoop());
        Organisation other = city.organisation("other");
        assertThat(why(organisations.move(TESTER, top.id(), Optional.of(other.id()))))
                .isInstanceOf(IdentityRefusal.TooDeep.class);
        assertThat(organisations
                        .move(TESTER, chain.get(1).id(), Optional.of(other.id()))
                        .orFault()
                        .parent())
                .contains(other.id());
        assertThat(organisations.isWithin(last.id(), other.id())).isTrue();
        assertThat(organisations.isWithin(last.id(), top.id())).isFalse();
        assertThat(organisations.children(other.id(), 0, 10))
                .extracting(Organisation::name)
                .containsExactly("level2");
    }

    @Test
    void pagesFollowOneAnother() {
        for (int i = 0; i < 25; i++) {
            city.organisation("org" + i);
        }
        List<String> seen = new ArrayList<>();
        long after = 0;
        for (List<Organisation> page = organisations.list(after, 10);
                !page.isEmpty();
                page = organisations.list(after, 10)) {
            page.forEach(organisation -> seen.add(organisation.name()));
            after = page.getLast().id().value();
        }
        assertThat(seen).hasSize(25).doesNotHaveDuplicates();
    }

    @Test
    void onlyAnEmptyOneIsDeleted() {
        Organisation water = city.organisation("water");
        Organisation pumps = city.organisation("pumps", Optional.of(water.id()));
        Account person = city.person(pumps, "li");
        assertThat(why(organisations.delete(TESTER, water.id())))
                .isEqualTo(new IdentityRefusal.OrganisationInUse("1 organisations beneath it"));
        assertThat(why(organisations.delete(TESTER, pumps.id())))
                .isEqualTo(new IdentityRefusal.OrganisationInUse("1 people or service accounts"));
        city.identity.accounts().delete(TESTER, person.id()).orFault();
        organisations.refuseDeletionWhile(id -> id.equals(pumps.id()) ? Optional.of("3 buckets") : Optional.empty());
        assertThat(why(organisations.delete(TESTER, pumps.id())))
                .isEqualTo(new IdentityRefusal.OrganisationInUse("3 buckets"));
        organisations.move(TESTER, pumps.id(), Optional.empty()).orFault();
        organisations.delete(TESTER, water.id()).orFault();
        assertThat(organisations.find("water")).isEmpty();
        assertThat(why(organisations.delete(TESTER, water.id())))
                .isInstanceOf(IdentityRefusal.NoSuchOrganisation.class);
    }

    @Test
    void describingChangesWhatPeopleRead() {
        Organisation water = city.organisation("water");
        Organisation now = organisations
                .describe(TESTER, water.id(), "水务局", "Asia/Shanghai")
                .orFault();
        assertThat(now.displayName()).isEqualTo("水务局");
        assertThat(now.timeZone().getId()).isEqualTo("Asia/Shanghai");
        assertThat(why(organisations.describe(TESTER, water.id(), " ", "UTC")))
                .isInstanceOf(IdentityRefusal.Malformed.class);
    }

    private static Organisation.Draft draft(String name, String zone, Optional<OrganisationId> parent) {
        return new Organisation.Draft(parent, name, "Display", zone, Optional.empty());
    }

    private IdentityRefusal refusal(Organisation.Draft draft) {
        return why(organisations.create(TESTER, draft));
    }

    static IdentityRefusal why(Outcome<?> outcome) {
        return switch (outcome) {
            case Outcome.Refused<?>(IdentityRefusal why) -> why;
            case Outcome.Done<?> done -> throw new AssertionError("was not refused: " + done);
        };
    }
}
