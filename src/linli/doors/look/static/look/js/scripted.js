// Says before the first paint that scripts run, so that nothing jumps afterwards.
document.documentElement.classList.add("scripted");
