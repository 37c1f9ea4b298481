/* What pages do beyond plain HTML. Every form and link works without this file. */
(function () {
  "use strict";

  /* Requests by htmx carry the form token that a form would carry. */
  document.addEventListener("htmx:configRequest", function (event) {
    var token = document.querySelector("meta[name=skyhall-csrf]");
    if (token) {
      event.detail.headers["X-CSRF-TOKEN"] = token.content;
    }
  });

  /* A refused form begins with what is wrong: say it to screen readers and to the keyboard first. */
  function focusProblem() {
    var problem = document.querySelector("[data-focus]");
    if (problem) {
      problem.focus();
    }
  }

  /* Dialogs stand open in plain HTML; with scripts they wait until they are asked for. */
  function prepareDialogs(root) {
    root.querySelectorAll("dialog[data-dialog][open]").forEach(function (dialog) {
      dialog.removeAttribute("open");
      dialog.querySelectorAll("[data-closes]").forEach(function (button) {
        button.hidden = false;
      });
    });
  }

  document.addEventListener("click", function (event) {
    var opener = event.target.closest("[data-opens]");
    var closer = event.target.closest("[data-closes]");
    if (opener) {
      event.preventDefault();
      document.getElementById(opener.dataset.opens).showModal();
    } else if (closer) {
      closer.closest("dialog").close();
    }
  });

  /* The menu closes when the person goes on elsewhere. */
  document.addEventListener("click", function (event) {
    document.querySelectorAll("details.sky-menu[open]").forEach(function (menu) {
      if (!menu.contains(event.target)) {
        menu.open = false;
      }
    });
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") {
      document.querySelectorAll("details.sky-menu[open]").forEach(function (menu) {
        menu.open = false;
        menu.querySelector("summary").focus();
      });
    }
  });

  /* A form is sent once, however often its button is pressed. */
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    window.setTimeout(function () {
      delete form.dataset.sent;
    }, 3000);
  });

  document.addEventListener("htmx:load", function (event) {
    prepareDialogs(event.detail.elt);
  });
  document.addEventListener("DOMContentLoaded", function () {
    prepareDialogs(document);
    focusProblem();
  });
})();
