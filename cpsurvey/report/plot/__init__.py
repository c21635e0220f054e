"""Pictures of rows, curves and bars: axes with ticks, marks, texts and what they mean.

As artists of matplotlib on its axes, which look for limits, ticks and room again and again,
they took two fifths of a report's time.
"""
