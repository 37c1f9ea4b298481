package skyhall.server.view;

import skyhall.platform.identity.Account;
import skyhall.platform.secret.Secret;

/// A password that was just set: the only time it is shown.
public record NewPasswordView(String name, String password) {
    public static NewPasswordView of(Account account, Secret password) {
        return new NewPasswordView(account.name(), password.reveal());
    }

    @Override
    public String toString() {
        return "NewPasswordView[" + name + "]";
    }
}
