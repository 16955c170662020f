// Events of the widgets bubble, so a page can listen in one place.
const list = document.querySelector('#heard');
const names = ['foyer-ready', 'foyer-error', 'foyer-session-expired', 'foyer-invoice-paid'];

for (const name of names) {
  document.addEventListener(name, (event) => {
    const item = document.createElement('li');
    item.textContent = `${name} ${event.detail ? JSON.stringify(event.detail) : ''}`;
    list?.append(item);
  });
}
