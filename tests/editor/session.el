;;; A session of Emacs in batch mode. -*- lexical-binding: t -*-
;; The settings of the documentation are loaded before. The variable MANIFEST of the environment
;; names the manifest to open, OTHER another YAML file.

(require 'flymake)

(defun wait-for (what test)
  "Wait until TEST returns non-nil; WHAT is its description."
  (let ((end (+ (float-time) 20)) found)
    (while (not (setq found (funcall test)))
      (when (> (float-time) end)
        (error "No %s: %S in %s" what (mapcar #'flymake-diagnostic-text (flymake-diagnostics)) (buffer-name)))
      (accept-process-output nil 0.05)
      (sit-for 0.01))
    found))

(defun open-file (variable)
  "Open the file that the environment names, as after a key press."
  (switch-to-buffer (find-file-noselect (getenv variable)))
  (run-hooks 'post-command-hook)
  (wait-for "server" #'eglot-managed-p))

(defun reaches (text)
  "Wait until the diagnostics are exactly one that contains TEXT, or none if it is nil."
  (eglot--signal-textDocument/didChange)
  (flymake-start)
  (wait-for (format "diagnostic with %S" text)
            (lambda ()
              (let ((found (flymake-diagnostics)))
                (if text
                    (and (= (length found) 1)
                         (string-match-p text (flymake-diagnostic-text (car found))))
                  (null found))))))

(defun change (old new)
  "Replace OLD with NEW in the buffer."
  (goto-char (point-min))
  (search-forward old)
  (replace-match new t t))

(let ((inhibit-message t) (original nil))
  (open-file "OTHER")
  (open-file "MANIFEST")
  (setq original (buffer-string))
  (change "endpoint: orders" "endpoint: orders2")
  (reaches "not declared")
  (change "endpoint: orders2" "endpoint: orders")
  (reaches nil)
  (search-backward "orders")
  (let ((hover (jsonrpc-request (eglot--current-server-or-lose) :textDocument/hover
                                (eglot--TextDocumentPositionParams))))
    (unless (string-match-p "https://eu.acme.dev" (format "%S" hover)) (error "Hover: %S" hover)))
  (search-forward "orders")
  (let* ((found (eglot-completion-at-point))
         (words (all-completions "" (nth 2 found))))
    (unless (member "orders" words) (error "Completion: %S" words)))
  (backward-char 2)
  (eglot-rename "shop")
  (unless (= (how-many "\\_<shop\\_>" (point-min) (point-max)) 2) (error "Rename: %s" (buffer-string)))
  (reaches nil)
  (switch-to-buffer (find-buffer-visiting (getenv "OTHER")))
  (when (flymake-diagnostics) (error "Diagnostics in another file"))
  (let ((process (jsonrpc--process (eglot--current-server-or-lose))))
    (eglot-shutdown (eglot--current-server-or-lose))
    (when (process-live-p process) (error "The server still runs"))))
(princ "done")
