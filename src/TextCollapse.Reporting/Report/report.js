(function () {
  'use strict';
  var slider = document.getElementById('generation');
  if (!slider) return;
  var generations = slider.dataset.generations.split(' ');
  var shown = document.getElementById('generation-shown');
  var samples = document.querySelectorAll('.sample');
  function show() {
    var generation = generations[slider.value];
    shown.textContent = generation;
    slider.setAttribute('aria-valuetext', 'generation ' + generation);
    samples.forEach(function (sample) { sample.hidden = sample.dataset.generation !== generation; });
  }
  slider.parentNode.hidden = false;
  slider.closest('section').classList.add('live');
  slider.addEventListener('input', show);
  show();
})();
