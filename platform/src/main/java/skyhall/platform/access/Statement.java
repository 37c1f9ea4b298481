package skyhall.platform.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A statement ready to be asked. The tests stand in the order in which they cost.
final class Statement {
    private final StatementText source;
    private final Principals principals;
    private final List<ActionPattern> actions;
    private final List<TextPattern> resources;
    private final List<Condition> conditions;

    /// Variables without which an allow would widen; see [#isSure].
    private final List<TextPart.Variable> widening;

    private Statement(
            StatementText source,
            Principals principals,
            List<ActionPattern> actions,
            List<TextPattern> resources,
            List<Condition> conditions) {
        this.source = source;
        this.principals = principals;
        this.actions = List.copyOf(actions);
        this.resources = List.copyOf(resources);
        this.conditions = List.copyOf(conditions);
        this.widening = source.allows() ? widening() : List.of();
    }

    /// @param variables whether the policy's version has them
    static Statement read(StatementText source, PolicyKind kind, boolean variables) throws Malformation {
        List<ActionPattern> actions = new ArrayList<>();
        for (String action : source.actions()) {
            actions.add(ActionPattern.read(action));
        }
        List<TextPattern> resources = new ArrayList<>();
        for (String resource : source.resources()) {
            resources.add(resource(resource, new TextSyntax(true, variables)));
        }
        List<Condition> conditions = new ArrayList<>();
        for (ConditionText condition : source.conditions()) {
            conditions.add(Condition.read(condition, variables));
        }
        Principals principals =
                switch (kind) {
                    case IDENTITY -> Principals.BEARER;
                    case RESOURCE -> Principals.read(source.principals());
                };
        return new Statement(source, principals, actions, resources, conditions);
    }

    private static TextPattern resource(String text, TextSyntax syntax) throws Malformation {
        if (!ArnPattern.isResource(text, syntax)) {
            throw new Malformation("Policy has invalid resource; it must be in ARN format or \"*\"", text);
        }
        return TextPattern.read(text, syntax);
    }

    StatementText source() {
        return source;
    }

    boolean allows() {
        return source.allows();
    }

    boolean appliesTo(AccessQuestion question) {
        return actionFits(question.action()) != source.notAction()
                && principals.include(question) != source.notPrincipal()
                && resourceFits(question) != source.notResource()
                && conditionsHold(question)
                && isSure(question);
    }

    private boolean actionFits(String action) {
        for (int i = 0; i < actions.size(); i++) {
            if (actions.get(i).matches(action)) {
                return true;
            }
        }
        return false;
    }

    private boolean resourceFits(AccessQuestion question) {
        for (int i = 0; i < resources.size(); i++) {
            if (resources.get(i).matches(question.resource(), question)) {
                return true;
            }
        }
        return false;
    }

    private boolean conditionsHold(AccessQuestion question) {
        for (int i = 0; i < conditions.size(); i++) {
            if (!conditions.get(i).holds(question)) {
                return false;
            }
        }
        return true;
    }

    /// A pattern whose variable has no value matches nothing, so "not like that pattern" would be true of
    /// everything. For a deny this is the safe side; an allow does not speak then.
    private boolean isSure(AccessQuestion question) {
        for (int i = 0; i < widening.size(); i++) {
            if (widening.get(i).value(question).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private List<TextPart.Variable> widening() {
        List<TextPart.Variable> found = new ArrayList<>();
        if (source.notResource()) {
            resources.forEach(resource -> found.addAll(resource.variables()));
        }
        conditions.forEach(condition -> found.addAll(condition.variablesThatWiden()));
        return List.copyOf(found);
    }

    /// Whether it allows everybody, tied to no fixed value of any of `fixingKeys`.
    boolean isPublic(Set<String> fixingKeys) {
        return allows()
                && principals.everyone()
                && conditions.stream().noneMatch(condition -> condition.fixes(fixingKeys));
    }

    /// Adds the keys that an answer may depend on.
    void collectKeys(Set<String> keys) {
        conditions.forEach(condition -> {
            keys.add(condition.key());
            condition.variables().forEach(variable -> keys.add(variable.key()));
        });
        resources.forEach(resource -> resource.variables().forEach(variable -> keys.add(variable.key())));
    }
}
