document.title = "started"
