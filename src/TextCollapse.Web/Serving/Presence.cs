using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using TextCollapse.Web.Access;

namespace TextCollapse.Web.Serving;

/// <summary>Follows one open page: it is here while its connection is up, gone when a tab was closed, and back when a phone has found the network again.</summary>
public sealed class Presence(Attendance attendance, AuthenticationStateProvider authentication) : CircuitHandler
{
    /// <summary>False for a page that came when the room was full.</summary>
    public bool HasPlace { get; private set; } = true;

    /// <inheritdoc/>
    public override async Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken) =>
        HasPlace = attendance.Enter(circuit.Id, Visitor.Of((await authentication.GetAuthenticationStateAsync()).User));

    /// <inheritdoc/>
    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        attendance.Leave(circuit.Id);
        return Task.CompletedTask;
    }
}
