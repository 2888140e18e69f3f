// Shows what needs a passkey where the browser has them, and says so when one could not be read.
document.addEventListener('DOMContentLoaded', () => {
  if (!window.PublicKeyCredential) return
  document.querySelectorAll('[data-passkey]').forEach(part => { part.hidden = false })
})
document.addEventListener('allauth.error', event => {
  event.preventDefault()
  document.querySelectorAll('[data-passkey-failed]').forEach(part => { part.hidden = false; part.focus() })
})
