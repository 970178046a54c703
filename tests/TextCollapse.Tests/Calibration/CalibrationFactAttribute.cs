namespace TextCollapse.Tests.Calibration;

/// <summary>Writes docs/calibration.md, which takes minutes: only if it is asked for.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CalibrationFactAttribute : FactAttribute
{
    public CalibrationFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("TEXTCOLLAPSE_CALIBRATE") != "1")
            Skip = "Set TEXTCOLLAPSE_CALIBRATE=1 to measure and write docs/calibration.md.";
    }
}
