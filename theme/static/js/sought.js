// Before anything is drawn: whoever comes with a search in the address gets room for its results at once, so that
// nothing moves when they come. The one script that is not deferred.
document.documentElement.classList.toggle("sought", /[?&](q|kind|source|donor|person|event|year)=./.test(location.search));
