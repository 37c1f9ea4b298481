/* Uploads with progress: one request a file, one file after the other. Without this script the form sends them at once. */
(function () {
  "use strict";

  function row(list, form, file) {
    var item = document.createElement("li");
    var progress = document.createElement("div");
    var label = document.createElement("label");
    var bar = document.createElement("progress");
    var figure = document.createElement("span");
    var state = document.createElement("p");
    progress.className = "sky-progress";
    label.className = "sky-progress__label";
    label.textContent = file.name;
    bar.max = 100;
    bar.value = 0;
    figure.className = "sky-progress__figure";
    figure.textContent = "0%";
    state.className = "storage-uploads__state";
    state.textContent = form.dataset.textWaiting;
    label.appendChild(bar);
    progress.appendChild(label);
    progress.appendChild(figure);
    item.appendChild(progress);
    item.appendChild(state);
    list.appendChild(item);
    return { bar: bar, figure: figure, state: state };
  }

  function show(line, percent, text) {
    line.bar.value = percent;
    line.figure.textContent = percent + "%";
    line.state.textContent = text;
  }

  function refusal(request, form) {
    try {
      var problem = JSON.parse(request.responseText);
      return [problem.title, problem.detail, problem.remedy].filter(Boolean).join(" ");
    } catch (notJson) {
      return form.dataset.textFailed;
    }
  }

  function send(form, file, line) {
    return new Promise(function (resolve, reject) {
      var request = new XMLHttpRequest();
      var body = new FormData();
      body.append("file", file, file.name);
      request.upload.addEventListener("progress", function (event) {
        var percent = event.total ? Math.floor((100 * event.loaded) / event.total) : 0;
        show(line, percent, percent === 100 ? form.dataset.textSaving : "");
      });
      request.addEventListener("load", function () {
        if (request.status === 201) {
          show(line, 100, form.dataset.textSaved);
          resolve();
        } else {
          reject(new Error(refusal(request, form)));
        }
      });
      request.addEventListener("error", function () {
        reject(new Error(form.dataset.textFailed));
      });
      request.open("POST", form.action);
      request.setRequestHeader("Accept", "application/json");
      request.setRequestHeader("X-CSRF-TOKEN", document.querySelector("meta[name=skyhall-csrf]").content);
      request.send(body);
    });
  }

  function upload(form, files) {
    var list = form.querySelector("[data-storage-list]");
    var status = form.querySelector("[data-storage-status]");
    var failed = false;
    list.textContent = "";
    list.hidden = false;
    var lines = files.map(function (file) {
      return row(list, form, file);
    });
    return files
      .reduce(function (before, file, i) {
        return before.then(function () {
          return send(form, file, lines[i]).then(
            function () {
              status.textContent = file.name + ": " + form.dataset.textSaved;
            },
            function (problem) {
              failed = true;
              lines[i].state.textContent = problem.message;
              lines[i].state.classList.add("storage-uploads__state--bad");
              status.textContent = file.name + ": " + problem.message;
            }
          );
        });
      }, Promise.resolve())
      .then(function () {
        return !failed;
      });
  }

  document.addEventListener(
    "submit",
    function (event) {
      var form = event.target;
      if (!form.matches("[data-storage-upload]")) {
        return;
      }
      var files = Array.prototype.slice.call(form.querySelector("input[type=file]").files);
      if (files.length === 0) {
        return;
      }
      event.preventDefault();
      event.stopPropagation();
      var button = form.querySelector("button[type=submit]");
      button.disabled = true;
      upload(form, files).then(function (allSaved) {
        button.disabled = false;
        if (allSaved) {
          window.location.assign(form.dataset.done);
        }
      });
    },
    true
  );
})();
